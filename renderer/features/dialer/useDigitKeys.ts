import { onMounted, onUnmounted } from 'vue'

/** Digits typed anywhere go to the dialer, unless another field or a dialog is in use or a modifier says that something else is meant. */
export function useDigitKeys(type: (digit: string) => void): void {
  function listen(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (!/^[0-9*#+]$/.test(event.key) || isTaken(event.target)) return
    event.preventDefault()
    type(event.key)
  }
  onMounted(() => document.addEventListener('keydown', listen))
  onUnmounted(() => document.removeEventListener('keydown', listen))
}

function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="listbox"]',
    ) !== null
  )
}
