export { directionWord, isCallResult, outgoingResultWord, resultWord, shownNumber, whoIs } from './call-words.ts'
export { default as LiveCalls } from './LiveCalls.vue'
export { useCallAnnouncements } from './useCallAnnouncements.ts'
