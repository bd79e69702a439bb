import type * as z from 'zod/mini'
import type { Failure } from './model/failure.ts'

/** Any schema of the contract. Every schema is checked where a value arrives, never where it leaves. */
export type Schema = z.ZodMiniType

/** A question a window asks main: one input, one answer. */
export interface RequestDefinition<Input extends Schema = Schema, Output extends Schema = Schema> {
  readonly kind: 'request'
  readonly input: Input
  readonly output: Output
}

/** Something main tells every window. */
export interface EventDefinition<Payload extends Schema = Schema> {
  readonly kind: 'event'
  readonly payload: Payload
}

export type Definition = RequestDefinition | EventDefinition

/** The shape of the whole list: topic -> name -> definition. */
export type Api = Readonly<Record<string, Readonly<Record<string, Definition>>>>

export function request<Input extends Schema, Output extends Schema>(
  input: Input,
  output: Output,
): RequestDefinition<Input, Output> {
  return { kind: 'request', input, output }
}

export function event<Payload extends Schema>(payload: Payload): EventDefinition<Payload> {
  return { kind: 'event', payload }
}

/** What an answer looks like on the wire: Electron passes on only an error's message, so failures travel as data. */
export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure }

export type Unsubscribe = () => void

type Listener<Payload extends Schema> = (payload: z.output<Payload>) => void

type Arguments<Input extends Schema> =
  undefined extends z.input<Input> ? [input?: z.input<Input>] : [input: z.input<Input>]

/** What the preload exposes to the page: one function for each request and each event, no channel names. */
export type Client<A extends Api> = {
  readonly [Topic in keyof A]: {
    readonly [Name in keyof A[Topic]]: A[Topic][Name] extends RequestDefinition<infer Input, infer Output>
      ? (...input: Arguments<Input>) => Promise<Outcome<z.output<Output>>>
      : A[Topic][Name] extends EventDefinition<infer Payload>
        ? (listener: Listener<Payload>) => Unsubscribe
        : never
  }
}

type RequestNames<Topic> = {
  [Name in keyof Topic]: Topic[Name] extends RequestDefinition ? Name : never
}[keyof Topic]

/** What main must implement: a missing handler does not compile. */
export type Handlers<A extends Api> = {
  readonly [Topic in keyof A as RequestNames<A[Topic]> extends never ? never : Topic]: {
    readonly [Name in RequestNames<A[Topic]>]: A[Topic][Name] extends RequestDefinition<infer Input, infer Output>
      ? (input: z.output<Input>) => Promise<z.input<Output>> | z.input<Output>
      : never
  }
}

/** The one place a channel's name is made. */
export function channelOf(topic: string, name: string): string {
  return `${topic}.${name}`
}
