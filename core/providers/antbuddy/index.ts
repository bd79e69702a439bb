export { antbuddy } from './definition.ts'
