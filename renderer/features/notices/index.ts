export { default as LiveAnnouncer } from './LiveAnnouncer.vue'
export { default as NoticeToasts } from './NoticeToasts.vue'
export { useNoticesStore } from './notices.store.ts'
