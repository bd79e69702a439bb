import { deviceConnect } from './device-connect/index.ts'
import type { FaceDefinition } from './face.ts'

/** Every face. Adding one is a folder beside this file and a line here. */
export const faces = {
  'device-connect': deviceConnect,
} as const

export type FaceId = keyof typeof faces

export type SwitchesOf<Id extends FaceId> =
  (typeof faces)[Id] extends FaceDefinition<infer Switches, infer _> ? Switches : never

export type VerbsOf<Id extends FaceId> = (typeof faces)[Id] extends FaceDefinition<infer _, infer Verbs> ? Verbs : never

export const faceIds = Object.keys(faces) as FaceId[]

export function isFaceId(text: string): text is FaceId {
  return Object.hasOwn(faces, text)
}
