export { deviceConnect } from './definition.ts'
