/** The Telphin RingMe face (and its white labels, such as uCom4b): one client with a few extensions. Document: "Phone terminal". */
import type { FaceDefinition } from '../face.ts'
import { RingMe } from './service.ts'
import { defaultSwitches, type TelphinSwitches } from './switches.ts'
import type { TelphinVerbs } from './verbs.ts'

export const telphin: FaceDefinition<TelphinSwitches, TelphinVerbs> = {
  title: 'Telphin RingMe',
  portOffset: 4,
  // Recordings lie on a host of their own.
  doors: { storage: 8 },
  line: { id: 'telphin', number: '+74957654321', owner: 'Анна Соколова' },
  defaults: defaultSwitches,
  create: (host) => new RingMe(host),
}
