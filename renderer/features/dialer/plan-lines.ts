import type { DialPlan } from '../../../contract/model/dial.ts'
import { refusalKey, warningKey } from '../../failures/index.ts'
import type { Translate } from '../../i18n/useText.ts'

/** What a reading says below the number field. */
export interface PlanLines {
  /** What will be dialled; empty when nothing can be. */
  readonly dials: string
  readonly refusal: string
  readonly warnings: readonly string[]
}

const nothing: PlanLines = { dials: '', refusal: '', warnings: [] }

export function planLines(plan: DialPlan | null, t: Translate): PlanLines {
  if (!plan) return nothing
  const { reading } = plan
  switch (reading.kind) {
    case 'refused':
      return reading.reason === 'empty' ? nothing : { ...nothing, refusal: t(refusalKey(reading.reason)) }
    case 'several':
      return nothing
    case 'number': {
      const { extension } = reading.number
      const number = plan.dials ?? reading.number.shown ?? reading.number.text
      const warnings = new Set([...reading.number.warnings, ...plan.warnings].map((warning) => t(warningKey(warning))))
      return {
        dials: extension ? t('dialer.dialsExtension', { number, extension }) : t('dialer.dials', { number }),
        refusal: '',
        warnings: [...warnings],
      }
    }
    default:
      return assertNever(reading)
  }
}

function assertNever(reading: never): never {
  throw new Error(`unknown reading ${JSON.stringify(reading)}`)
}
