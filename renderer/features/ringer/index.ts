export { default as RingerControl } from './RingerControl.vue'
