import type { Failure } from '../../contract/model/failure.ts'
import type { VaultKind } from '../../contract/model/change.ts'
import type { Telephony } from '../telephony-api.ts'
import type { ClockSkews } from './clock-skews.ts'

/** What is known of one account. No setting that could hold a number or a name, and no secret. */
export interface AccountDiagnosis {
  readonly id: string
  readonly provider: string
  readonly host: string | null
  readonly signIn: 'works' | 'fails'
  readonly failure?: Failure
  readonly details: Readonly<Record<string, string>>
  /** How the live events stand in this process: a terminal command keeps none open. */
  readonly connection: string
  /** By how much the service's clock is ahead of this machine's, in seconds; null where it has not said. */
  readonly clockSkewSeconds: number | null
}

export interface Diagnosis {
  readonly vault: VaultKind
  readonly accounts: readonly AccountDiagnosis[]
}

/** Signs in to every account, and says what that showed. Changes nothing. */
export async function diagnose(
  telephony: Omit<Telephony, 'diagnose'>,
  skews: ClockSkews,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const { vault, connections } = telephony.state.snapshot()
  const accounts = await Promise.all(
    telephony.accounts.list().map(async ({ id, provider, settings }): Promise<AccountDiagnosis> => {
      const { ok, details, failure } = await telephony.accounts.test(id, signal)
      const skew = skews.of(id)
      return {
        id,
        provider,
        host: hostOf(settings['baseUrl']),
        signIn: ok ? 'works' : 'fails',
        ...(failure && { failure }),
        details,
        connection: connections.find((one) => one.account === id)?.state ?? 'idle',
        clockSkewSeconds: skew === undefined ? null : skew / 1000,
      }
    }),
  )
  return { vault, accounts }
}

function hostOf(baseUrl: unknown): string | null {
  return typeof baseUrl === 'string' ? (URL.parse(baseUrl)?.host ?? null) : null
}
