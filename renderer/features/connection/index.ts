export { connectionTone, connectionWord } from './connection-words.ts'
export { default as ConnectionProblems } from './ConnectionProblems.vue'
export { default as ConnectionStatus } from './ConnectionStatus.vue'
