export { foneStorm } from './definition.ts'
