import type { FiringView } from './dialler.ts'
import type { SentNotice } from './notices.ts'
import type { Rule, RulePatch } from './rules.ts'

/** What only this face can be asked. Rules are called by the names that the demo account uses. */
export type IotCallVerbs = {
  /** The alarm goes off without the app: a sensor, a mail, somebody at the dashboard. The firing id. */
  fire(argument: { rule: string }): string
  /** The called person presses a button during the newest answered call, or the one named. */
  press(argument: { button: number; call?: string }): void
  /** Reads a rule, or changes how it is set up at the dashboard. */
  rule(argument: { name: string } & RulePatch): Readonly<Rule>
  rules(): readonly Readonly<Rule>[]
  /** Firings of this run, oldest first. */
  firings(): readonly FiringView[]
  /** "ルール発動通知URL" of the dashboard; null: nobody is told. */
  noticeUrl(argument: { url: string | null }): void
  /** What was sent there and how it was received. */
  notices(): readonly SentNotice[]
  /** The account got another AuthCode: from now on the old one is refused. Demo accounts read later have the new one. */
  changeAuthCode(argument: { authCode: string }): void
  /** Adds exactly so many calls, with their messages, to the past: the same ones every time, spread over so many days (365). How many firings they were of. */
  preload(argument: { calls: number; days?: number }): number
}
