/** The IoTCall face: an account with rules whose texts are spoken over the telephone. Document: "IoTCall API マニュアル", sections ① to ⑤. */
import type { FaceDefinition } from '../face.ts'
import { Service } from './service.ts'
import { defaultSwitches, type IotCallSwitches } from './switches.ts'
import type { IotCallVerbs } from './verbs.ts'

export const iotCall: FaceDefinition<IotCallSwitches, IotCallVerbs> = {
  title: 'IoTCall',
  portOffset: 1,
  line: { id: 'iotcall', number: '+815031234567', owner: 'IoTコール' },
  defaults: defaultSwitches,
  create: (host) => new Service(host),
}
