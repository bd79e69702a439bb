import { ApiError } from './errors.ts'
import type { Recipient } from './recipients.ts'

/**
 * "発信種別": whom a firing calls and when. ASSUMPTION: the manual has the names only.
 *
 * | kind                 | the manual's name                                | here                                                      |
 * | -------------------- | ------------------------------------------------ | --------------------------------------------------------- |
 * | `normal`             | 通常                                             | one after the other, all of them                          |
 * | `all`                | 一斉                                             | all at once                                               |
 * | `all-until-answered` | 一斉(誰か受電したら終了)                       | all at once; the first to answer ends the other calls     |
 * | `rotation`           | 輪番                                             | one after the other until somebody answers                |
 * | `rotation-by-nine`   | 輪番(受電者が「9」をプッシュで次へ継続架電)    | the same, but goes on when who answered presses 9         |
 */
export type RuleKind = 'normal' | 'all' | 'all-until-answered' | 'rotation' | 'rotation-by-nine'

/** A rule as it is set up at the dashboard. */
export interface Rule {
  /** Ten digits, in histories. */
  readonly id: string
  /** What the demo account calls it. */
  readonly name: string
  readonly note: string
  /** The URL key: whoever has it and the AuthCode can place calls. */
  key: string
  kind: RuleKind
  /** "電話番号自動登録": without it the list cannot be overwritten (ASSUMPTION: 422). */
  autoRegistration: boolean
  /** "再生内容": anything but a text comes with a mail, so the API cannot fire it (ASSUMPTION: 422). */
  playback: 'text' | 'mail'
  text: string
  /** "備考" of its rows in histories. ASSUMPTION: that it is the rule's. */
  memo: string
  /** Whether it sends each called number a message too. ASSUMPTION: the manual has histories of messages, and does not say who sends them when. */
  sendsMessages: boolean
  recipients: readonly Recipient[]
}

export type RulePatch = Partial<Omit<Rule, 'id' | 'name' | 'note'>>

/** The rules of the account. */
export class RuleBook {
  readonly #rules: readonly Rule[]

  constructor(rules: readonly Rule[]) {
    this.#rules = rules
  }

  all(): readonly Rule[] {
    return this.#rules
  }

  /** @throws ApiError 404 for a key that no rule has (ASSUMPTION: the status) */
  byKey(key: string): Rule {
    const found = this.#rules.find((rule) => rule.key === key)
    if (!found) throw new ApiError(404)
    return found
  }

  /** For the control. @throws Error with the names that there are */
  byName(name: string): Rule {
    const found = this.#rules.find((rule) => rule.name === name)
    if (!found) {
      throw new Error(`There is no rule "${name}"; known: ${this.#rules.map((rule) => rule.name).join(', ')}.`)
    }
    return found
  }
}

/** "「通常」以外は2つ以上の電話番号登録が必要になります" (section B). ASSUMPTION: too few are refused with 422, when they are saved and when they are fired. */
export function checkEnough(rule: Rule, recipients: readonly Recipient[]): void {
  if (rule.kind !== 'normal' && recipients.length < 2) throw new ApiError(422, '電話番号を2つ以上登録してください。')
}
