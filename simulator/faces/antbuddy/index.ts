/** The AntBuddy face: the open API ("oapi"), its media host and its event server. Document: "Danh sách API"; Kazoo's blackhole for the events. */
import type { FaceDefinition } from '../face.ts'
import { company } from './company.ts'
import { OpenApi } from './open-api.ts'
import { type AntBuddySwitches, defaultSwitches } from './switches.ts'
import type { AntBuddyVerbs } from './verbs.ts'

export const antbuddy: FaceDefinition<AntBuddySwitches, AntBuddyVerbs> = {
  title: 'AntBuddy',
  portOffset: 2,
  doors: { events: 6, media: 7 },
  line: { id: 'antbuddy', number: company.didNumber, owner: 'Lê Minh Anh' },
  defaults: defaultSwitches,
  create: (host) => new OpenApi(host),
}
