/** The Device Connect (GotAPI) face: one Android-like manager with one phone. Documents: "電話 API", "websocket", "error". */
import type { FaceDefinition } from '../face.ts'
import { Gateway } from './gateway.ts'
import { type DeviceConnectSwitches, defaultSwitches } from './switches.ts'
import type { DeviceConnectVerbs } from './verbs.ts'

export const deviceConnect: FaceDefinition<DeviceConnectSwitches, DeviceConnectVerbs> = {
  title: 'Device Connect',
  portOffset: 0,
  line: { id: 'device-connect', number: '+819087654321', owner: '田中 陽子' },
  defaults: defaultSwitches,
  create: (host) => new Gateway(host),
}
