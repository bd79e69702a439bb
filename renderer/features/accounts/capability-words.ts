import type { Capabilities } from '../../../contract/model/capability.ts'
import type { MessageKey } from '../../i18n/i18n.ts'
import type { Translate } from '../../i18n/useText.ts'

const dialing: Record<Capabilities['dialing'], MessageKey | null> = {
  none: null,
  direct: 'accounts.can.direct',
  'rings-own-phone-first': 'accounts.can.ringsOwnPhoneFirst',
  'overwrites-a-list': 'accounts.can.overwritesAList',
}

/** What a service can do, in a few words each. */
export function capabilityWords(can: Capabilities, t: Translate): string[] {
  const keys: (MessageKey | null)[] = [
    dialing[can.dialing],
    can.live === 'none' ? null : 'accounts.can.live',
    can.incoming === 'never' ? null : 'accounts.can.incoming',
    can.callControl === 'none' ? null : 'accounts.can.control',
    can.ringer === 'none' ? null : 'accounts.can.ringer',
    can.history === 'provider' ? 'accounts.can.history' : null,
  ]
  return keys.flatMap((key) => (key ? [t(key)] : []))
}
