export { default as BroadcastView } from './BroadcastView.vue'
