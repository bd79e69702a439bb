export { default as ExtensionView } from './ExtensionView.vue'
