export { default as CallbackCard } from './CallbackCard.vue'
export { receivesCallbacks } from './callback-address.ts'
