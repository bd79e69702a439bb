import type { Call } from '../../../contract/model/call.ts'
import type { Texts } from './index.ts'

/** Who is at the other end, as briefly as can be: the name, else the number, else that it is withheld. */
export function callerOf(call: Pick<Call, 'name' | 'number'>, texts: Texts): string {
  return call.name || call.number || texts['call.withheld']
}
