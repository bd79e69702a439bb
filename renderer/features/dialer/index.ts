export { useDialerStore } from './dialer.store.ts'
export { default as DialerPanel } from './DialerPanel.vue'
