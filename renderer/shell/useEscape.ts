import { onMounted, onUnmounted } from 'vue'

/** Esc does `run`, unless an open list or dialog takes it first. */
export function useEscape(run: () => void): void {
  function listen(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (document.querySelector('[role="listbox"], [role="alertdialog"], [role="dialog"]')) return
    run()
  }
  onMounted(() => document.addEventListener('keydown', listen))
  onUnmounted(() => document.removeEventListener('keydown', listen))
}
