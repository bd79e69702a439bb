import { conformance } from '../../testing/conformance/conformance.ts'
import { startCompany } from './fixtures/simulated-company.ts'
import { antbuddy } from './index.ts'

conformance({
  definition: antbuddy,
  target: { text: '0901234567' },
  // "200: Device online, click to call thành công": that is all the document says of the answer.
  harmless: ['not-json', 'wrong-types', 'empty'],
  start: startCompany,
})
