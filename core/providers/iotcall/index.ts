export { iotCall } from './definition.ts'
