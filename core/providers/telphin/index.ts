export { telphin } from './definition.ts'
