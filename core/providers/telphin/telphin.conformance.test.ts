import { conformance } from '../../testing/conformance/conformance.ts'
import { startRingMe } from './fixtures/simulated-ringme.ts'
import { telphin } from './index.ts'

const target = { text: '+79876543210', e164: '+79876543210' }

conformance({
  definition: telphin,
  way: 'polling',
  target,
  // Current calls are looked at every five seconds.
  speed: 20,
  start: (clock) => startRingMe(clock, 'polling'),
})

conformance({
  definition: telphin,
  way: 'webhooks',
  target,
  // Beside the webhooks they are looked at every half minute.
  speed: 20,
  start: (clock) => startRingMe(clock, 'webhooks'),
})
