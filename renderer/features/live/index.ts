export { useLiveStore } from './live.store.ts'
