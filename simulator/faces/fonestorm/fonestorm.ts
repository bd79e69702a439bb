import type { Reply, WireRequest } from '../../wire/message.ts'
import type { DemoAccount, Face, FaceHost } from '../face.ts'
import { account } from './account.ts'
import { authorize } from './authorization.ts'
import { burst, madeUpCall } from './burst.ts'
import { Callbacks } from './callbacks.ts'
import { Calls } from './calls.ts'
import { FoneStormError, PlannedErrors } from './errors.ts'
import { readFields } from './fields.ts'
import { FoneNumbers } from './fonenumbers.ts'
import { setNotify } from './notify.ts'
import { RateLimit } from './rate-limit.ts'
import { findOperation, type Route } from './routes.ts'
import type { FoneStormSwitches } from './switches.ts'
import { Tokens } from './tokens.ts'
import type { FoneStormVerbs } from './verbs.ts'

/** The service: checks limits and tokens, and passes requests on to what they are for. */
export class FoneStorm implements Face<FoneStormVerbs> {
  readonly verbs: FoneStormVerbs
  readonly #host: FaceHost<FoneStormSwitches>
  readonly #tokens: Tokens
  readonly #limit: RateLimit
  readonly #numbers: FoneNumbers
  readonly #callbacks: Callbacks
  readonly #calls: Calls
  readonly #plannedErrors = new PlannedErrors()
  readonly #openRoutes: readonly Route[]
  readonly #routes: readonly Route[]

  constructor(host: FaceHost<FoneStormSwitches>) {
    const { clock, line, switches } = host
    this.#host = host
    this.#tokens = new Tokens(clock)
    this.#limit = new RateLimit(clock, switches)
    this.#numbers = new FoneNumbers(line.number, switches)
    this.#callbacks = new Callbacks(clock, switches)
    this.#calls = new Calls(host, this.#numbers, this.#callbacks)
    this.#openRoutes = [
      {
        pattern: /^\/v2\/auth\/?$/,
        operations: { POST: (request) => authorize(readFields(request), this.#tokens, switches) },
      },
    ]
    this.#routes = [...this.#openRoutes, ...this.#callRoutes(), ...this.#numberRoutes()]
    this.verbs = this.#createVerbs()
  }

  handle(request: WireRequest): Reply {
    try {
      this.#plannedErrors.check(request.path)
      this.#limit.take()
      // ASSUMPTION: a path that does not exist is told to strangers too.
      const operation = findOperation(this.#routes, request)
      if (!this.#isOpen(request.path)) this.#tokens.check(request.headers['token']?.toString())
      return operation(request)
    } catch (error) {
      if (error instanceof FoneStormError) return error.reply()
      throw error
    }
  }

  account(origin: string): DemoAccount {
    const { username, password } = account
    return {
      settings: { baseUrl: `${origin}/v2`, username, foneNumber: this.#host.line.number },
      secrets: { password },
    }
  }

  clear(): void {
    this.#plannedErrors.clear()
    this.#limit.clear()
    this.#callbacks.clear()
    this.#calls.clear()
  }

  close(): void {
    this.#calls.close()
    this.#callbacks.close()
  }

  #isOpen(path: string): boolean {
    return this.#openRoutes.some(({ pattern }) => pattern.test(path))
  }

  #callRoutes(): Route[] {
    const { switches } = this.#host
    const numbers = this.#numbers
    return [
      { pattern: /^\/v2\/calls\/?$/, operations: { POST: (request) => this.#calls.create(readFields(request)) } },
      {
        pattern: /^\/v2\/calls\/send_notify\/?$/,
        operations: { POST: (request) => setNotify('send', readFields(request), numbers, switches) },
      },
      {
        pattern: /^\/v2\/calls\/receive_notify\/?$/,
        operations: { POST: (request) => setNotify('receive', readFields(request), numbers, switches) },
      },
    ]
  }

  #numberRoutes(): Route[] {
    const numbers = this.#numbers
    return [
      {
        pattern: /^\/v2\/fonenumbers\/?$/,
        operations: {
          GET: ({ rawQuery }) => numbers.list(new URLSearchParams(rawQuery).get('filter')),
          POST: (request) => numbers.order(readFields(request)),
        },
      },
      {
        pattern: /^\/v2\/fonenumbers\/([^/]+)\/?$/,
        operations: {
          GET: (_request, number) => numbers.reply(numbers.find(number)),
          PUT: (request, number) => numbers.update(numbers.find(number), readFields(request)),
          DELETE: (_request, number) => numbers.remove(numbers.find(number)),
        },
      },
      {
        pattern: /^\/v2\/fonenumbers\/([^/]+)\/service\/?$/,
        operations: { POST: (request, number) => numbers.setService(numbers.find(number), readFields(request)) },
      },
    ]
  }

  #createVerbs(): FoneStormVerbs {
    const { line, switches } = this.#host
    const { plans } = this.#callbacks
    const main = (): ReturnType<FoneNumbers['find']> => this.#numbers.find(line.number)
    return {
      expireTokens: () => {
        this.#tokens.expireAll()
      },
      issueToken: ({ lifetimeSeconds = switches.tokenLifetimeSeconds } = {}) => this.#tokens.issue(lifetimeSeconds),
      answerError: (argument) => {
        this.#plannedErrors.add(argument)
      },
      callbacks: () => this.#callbacks.deliveries(),
      callbacksSettled: () => this.#callbacks.settled(),
      delayCallbacks: (argument) => {
        plans.delay(argument)
      },
      loseCallbacks: (argument = {}) => {
        plans.lose(argument)
      },
      repeatCallbacks: ({ times }) => {
        plans.repeats = times
      },
      reorderCallbacks: ({ on = true } = {}) => {
        plans.reorder = on
      },
      sendCallback: ({ kind = 'receive', data = {} } = {}) => {
        const registration = main().notify[kind]
        if (!registration) throw new Error(`No ${kind}_notify callback is set for ${line.number}.`)
        this.#callbacks.send(kind, registration, { ...madeUpCall(kind, this.#calls.newId(), line.number), ...data })
      },
      burst: ({ calls }) => burst(calls, main(), this.#callbacks, () => this.#calls.newId()),
      presetNotify: ({ kind, registration = null, foneNumber = line.number }) => {
        this.#numbers.find(foneNumber).notify[kind] = registration
      },
      restoreFoneNumbers: () => {
        this.#numbers.restore()
      },
    }
  }
}
