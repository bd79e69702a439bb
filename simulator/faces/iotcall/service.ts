import type { Reply, WireRequest } from '../../wire/message.ts'
import type { DemoAccount, Face, FaceHost } from '../face.ts'
import { demoAuthCode, demoDialRule, demoRules } from './demo-rules.ts'
import { Dialler } from './dialler.ts'
import { ApiError } from './errors.ts'
import { History, type Logs, type Wanted } from './history.ts'
import { firingBody, listBody } from './log-bodies.ts'
import { Notices } from './notices.ts'
import { readTarget, type Target } from './paths.ts'
import { preload } from './preload.ts'
import { readRange } from './range.ts'
import { readRecipients, recipientsBody } from './recipients.ts'
import { errorReply, okReply } from './replies.ts'
import { checkEnough, type Rule, RuleBook, type RulePatch } from './rules.ts'
import type { IotCallSwitches } from './switches.ts'
import type { IotCallVerbs } from './verbs.ts'

/** The number that firing ids begin with in those examples of the manual that do not begin with the rule's. */
const foreignPrefix = '0015300264'

/** The account at IoTCall: checks who asks and answers every request of the manual. */
export class Service implements Face<IotCallVerbs> {
  readonly verbs: IotCallVerbs
  readonly #host: FaceHost<IotCallSwitches>
  readonly #rules = new RuleBook(demoRules())
  readonly #history = new History()
  readonly #dialler: Dialler
  readonly #notices: Notices
  #authCode = demoAuthCode

  constructor(host: FaceHost<IotCallSwitches>) {
    this.#host = host
    this.#dialler = new Dialler(host, this.#history)
    this.#notices = new Notices(host.clock, host.switches)
    this.verbs = this.#createVerbs()
  }

  handle(request: WireRequest): Reply {
    const { switches } = this.#host
    try {
      // ASSUMPTION: who asks is looked at before what is asked.
      if (request.headers.authorization !== this.#authCode) throw new ApiError(401)
      if (!switches.accountActive) throw new ApiError(403)
      const target = readTarget(request.method, request.path, switches.calllogAlias)
      return okReply(this.#answer(target, request))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return errorReply(error, switches)
    }
  }

  account(origin: string): DemoAccount {
    const rules = this.#rules.all()
    return {
      settings: { baseUrl: origin, rules: rules.map(({ name, note }) => ({ name, note })), dialRule: demoDialRule },
      secrets: {
        authCode: this.#authCode,
        ...Object.fromEntries(rules.map(({ name, key }) => [`rule:${name}`, key])),
      },
    }
  }

  /** The calls are forgotten, so what is told of them is too. The numbers of rules were registered by apps: they stay. */
  clear(): void {
    this.#dialler.clear()
    this.#history.clear()
    this.#notices.clear()
  }

  close(): void {
    this.#dialler.close()
    this.#notices.close()
  }

  /** The body of a success. @throws ApiError */
  #answer(target: Target, request: WireRequest): unknown {
    const { switches } = this.#host
    if (target.kind === 'account-log') {
      return listBody(this.#logs(readRange(request, switches)), target.log, switches)
    }
    const rule = this.#rules.byKey(target.key)
    switch (target.kind) {
      case 'fire':
        this.#fireByApi(rule)
        return { status: 'ok', message: '手動発信を行いました。' }
      case 'read-recipients':
        return recipientsBody(rule.recipients, switches)
      case 'write-recipients':
        this.#overwrite(rule, request)
        // ASSUMPTION: the manual does not show what PUT tel answers.
        return { status: 'ok', message: '電話番号を更新しました。' }
      case 'rule-log': {
        const logs = target.latest
          ? this.#latest(rule)
          : this.#logs({ ruleId: rule.id, ...readRange(request, switches) })
        return listBody(logs, target.log, switches)
      }
      case 'firing':
        return firingBody(this.#firing(rule, target.code), switches)
    }
  }

  #fireByApi(rule: Rule): void {
    if (rule.playback !== 'text') throw new ApiError(422, '再生内容をテキストにしてください。')
    checkEnough(rule, rule.recipients)
    this.#checkLimit()
    // ASSUMPTION: nobody to call is an error.
    if (!rule.recipients.some(({ check }) => check)) throw new ApiError(422, '架電対象の電話番号がありません。')
    this.#fire(rule)
  }

  /** The dashboard of section ⑤ has a limit of calling time. ASSUMPTION: what it counts, and that firing answers 422 beyond it. */
  #checkLimit(): void {
    const { callingLimitSeconds, overageAllowed } = this.#host.switches
    if (callingLimitSeconds === null || overageAllowed) return
    if (this.#history.secondsTalked() >= callingLimitSeconds) throw new ApiError(422, '架電時間の上限に達しました。')
  }

  #fire(rule: Rule): string {
    const { clock, switches } = this.#host
    const prefix = switches.foreignCodePrefix ? foreignPrefix : rule.id
    const firing = this.#history.begin(rule.id, clock.now(), switches.timeZoneMinutes, prefix)
    this.#dialler.run(rule, firing)
    this.#notices.tell(firing)
    return firing.code
  }

  #overwrite(rule: Rule, request: WireRequest): void {
    if (!rule.autoRegistration) throw new ApiError(422, '電話番号自動登録が有効ではありません。')
    const recipients = readRecipients(request, this.#host.switches)
    checkEnough(rule, recipients)
    rule.recipients = recipients
  }

  #logs(wanted: Wanted): Logs {
    const { clock, switches } = this.#host
    const keptBack = switches.delayAppliesTo === 'all' ? switches.latestDelayMs : 0
    return this.#history.logs(wanted, clock.now() - keptBack)
  }

  /** "最新の発動履歴の取得には、発動されてから10分程度必要です". ASSUMPTION: what there is before, and that a rule never fired has an empty list. */
  #latest(rule: Rule): Logs {
    const { clock, switches } = this.#host
    const newest = this.#history.latest(rule.id, clock.now())
    const ready = this.#history.latest(rule.id, clock.now() - switches.latestDelayMs)
    const isEarly = newest !== ready
    if (isEarly && switches.latestBeforeReady === 'not-found') throw new ApiError(404)
    if (!ready || (isEarly && switches.latestBeforeReady === 'empty')) return { calls: [], messages: [] }
    return this.#logs({ code: ready.code })
  }

  #firing(rule: Rule, code: string): Logs {
    if (this.#history.firing(code)?.ruleId !== rule.id) throw new ApiError(404)
    return this.#logs({ code })
  }

  #createVerbs(): IotCallVerbs {
    const { clock, switches } = this.#host
    return {
      fire: ({ rule }) => this.#fire(this.#rules.byName(rule)),
      press: ({ button, call }) => {
        this.#dialler.press(button, call)
      },
      rule: ({ name, ...patch }) => Object.assign(this.#rules.byName(name), onlyChangeable(patch)),
      rules: () => this.#rules.all(),
      firings: () => this.#dialler.firings(),
      noticeUrl: ({ url }) => {
        this.#notices.url = url
      },
      notices: () => this.#notices.sent(),
      changeAuthCode: ({ authCode }) => {
        this.#authCode = authCode
      },
      preload: ({ calls, days = 365 }) =>
        preload(this.#history, this.#rules.all(), {
          ...{ calls, days },
          before: clock.now(),
          timeZoneMinutes: switches.timeZoneMinutes,
        }),
    }
  }
}

const changeable = ['key', 'kind', 'autoRegistration', 'playback', 'text', 'memo', 'sendsMessages', 'recipients']

/** A misspelt name must not pass silently as a test that changed nothing. */
function onlyChangeable(patch: RulePatch): RulePatch {
  const unknown = Object.keys(patch).find((name) => !changeable.includes(name))
  if (unknown !== undefined) throw new Error(`A rule has no "${unknown}" to change; known: ${changeable.join(', ')}.`)
  return patch
}
