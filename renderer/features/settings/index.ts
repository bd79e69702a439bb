export { useSettingsStore } from './settings.store.ts'
export { default as SettingsView } from './SettingsView.vue'
export { useAppearance } from './useAppearance.ts'
