import type { ProviderDefinition } from './provider.ts'
import { antbuddy } from './providers/antbuddy/index.ts'
import { deviceConnect } from './providers/device-connect/index.ts'
import { foneStorm } from './providers/fonestorm/index.ts'
import { iotCall } from './providers/iotcall/index.ts'
import { telphin } from './providers/telphin/index.ts'

/** The services that are built in, in the order people see them. Removing one = its folder and its line here. */
export const providers: readonly ProviderDefinition[] = [deviceConnect, iotCall, antbuddy, foneStorm, telphin]
