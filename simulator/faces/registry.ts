import { antbuddy } from './antbuddy/index.ts'
import { deviceConnect } from './device-connect/index.ts'
import type { FaceDefinition, FaceVerbs } from './face.ts'
import { fonestorm } from './fonestorm/index.ts'
import { iotCall } from './iotcall/index.ts'
import { telphin } from './telphin/index.ts'

/** Every face. Adding one is a folder beside this file and a line here. */
export const faces = {
  'device-connect': deviceConnect,
  iotcall: iotCall,
  antbuddy,
  fonestorm,
  telphin,
} as const

export type FaceId = keyof typeof faces

export type SwitchesOf<Id extends FaceId> =
  (typeof faces)[Id] extends FaceDefinition<infer Switches, FaceVerbs> ? Switches : never

export type VerbsOf<Id extends FaceId> = ReturnType<(typeof faces)[Id]['create']>['verbs']

export const faceIds = Object.keys(faces) as FaceId[]
