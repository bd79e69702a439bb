/** The FoneStorm v2 face: calls, FoneNumbers and the callbacks that tell of calls. Documents: "Calls", and the vendor's swagger file of API 2.4. */
import type { FaceDefinition } from '../face.ts'
import { FoneStorm } from './fonestorm.ts'
import { defaultSwitches, type FoneStormSwitches } from './switches.ts'
import type { FoneStormVerbs } from './verbs.ts'

export const fonestorm: FaceDefinition<FoneStormSwitches, FoneStormVerbs> = {
  title: 'FoneStorm',
  portOffset: 3,
  line: { id: 'fonestorm', number: '3215551081', owner: 'Jane Whitfield' },
  defaults: defaultSwitches,
  create: (host) => new FoneStorm(host),
}
