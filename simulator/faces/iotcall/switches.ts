/**
 * Everything that the manual leaves open or prints in two ways, and what a test may want otherwise. Durations are milliseconds.
 * ASSUMPTION: every default for which the comment names no place in the manual.
 */
export interface IotCallSwitches {
  /** `/pattern/calllog` (three l, as in the rules' paths) answers like the account-wide `/pattern/callog` that the manual prints. */
  calllogAlias: boolean
  /** The body names fields `[0][tel]` as the manual's example does, `[0][tel][Text]` as its table does, or either. */
  textSuffix: 'refused' | 'required' | 'accepted'
  /** What an empty body does to a list: overwrites it with nothing, or is refused because all four fields are mandatory. */
  emptyList: 'clears' | 'refused'
  /** Longer lists are refused; null: no limit. */
  mostRecipients: number | null
  /** Groups are 1, 2, 3 on the wire (the manual's example) or A, B, C (its table). */
  groupSpelling: 'number' | 'letter'
  /** Where the list is in the reply of GET tel. */
  telShape: 'list' | 'call_to_tels' | 'array'
  /** Whether group, check and international_prefix_id are numbers or strings in that reply. */
  telValues: 'numbers' | 'strings'
  /** How long after a firing `latest` shows it. The real service takes about ten minutes. */
  latestDelayMs: number
  /** What `latest` shows meanwhile: the firing before, an empty list, or 404. */
  latestBeforeReady: 'previous' | 'empty' | 'not-found'
  /** Whether that delay holds for `latest` only or for every history. */
  delayAppliesTo: 'latest' | 'all'
  /** Order of rows. The manual's examples are oldest first. */
  historyOrder: 'oldest-first' | 'newest-first'
  /** What an end_datetime without a time means: the whole day, or its first second. */
  dateOnlyEnd: 'end-of-day' | 'midnight'
  /** start_datetime and end_datetime are also read from an urlencoded body of a GET. */
  rangeInBody: boolean
  /** Time zone of every time on the wire and of firing ids, minutes east of UTC. */
  timeZoneMinutes: number
  /** Every call is `completed`, however it went; the manual shows no other word. */
  everyCallCompleted: boolean
  responseNoType: 'number' | 'string'
  durationType: 'string' | 'number'
  /** Shape of the history of one firing. `numbered` joins the manual's two fragments; `fragments` sends them just as printed, which is no JSON document. */
  firingShape: 'numbered' | 'one-entry' | 'flat' | 'list' | 'fragments'
  /** Whether a firing without messages (or calls) has an empty list of them, or none. */
  emptyLogs: 'present' | 'absent'
  /** Firing ids begin with a number that is not the rule's, as in some of the manual's examples. */
  foreignCodePrefix: boolean
  errorShape: 'json' | 'http-200' | 'laravel' | 'html' | 'empty'
  /** "ステータス" of the account is 有効; without it every request is refused (ASSUMPTION: 403). */
  accountActive: boolean
  /** "架電時間上限": from so many seconds of conversation on nothing can be fired; null: no limit. */
  callingLimitSeconds: number | null
  /** "架電時間上限を超えた場合、超過課金を認める" */
  overageAllowed: boolean
  /** From firing to the first call, and to the messages. */
  dialDelayMs: number
  messageDelayMs: number
  /** How long the text takes; then the service hangs up. In the middle the called person presses a button. */
  speechMs: number
  /** The button that people press, 0 to 9; null: none. */
  autoButton: number | null
  /** How customers' URLs are told of a firing. `query` and GET put the fields into the query. */
  noticeMethod: 'POST' | 'GET'
  noticePayload: 'form' | 'json' | 'query' | 'text'
  /** Name of the field with the firing id. */
  noticeField: string
  /** Also says which rule it was, as rule_id. */
  noticeRuleId: boolean
  noticeDelayMs: number
  /** How often each notice is sent. */
  noticeRepeats: number
  /** After so long a notice is given up. Real time: it is about somebody else's server. */
  noticeTimeoutMs: number
}

export const defaultSwitches: Readonly<IotCallSwitches> = {
  calllogAlias: false,
  textSuffix: 'refused',
  emptyList: 'clears',
  mostRecipients: null,
  groupSpelling: 'number',
  telShape: 'list',
  telValues: 'numbers',
  latestDelayMs: 3000,
  latestBeforeReady: 'previous',
  delayAppliesTo: 'latest',
  historyOrder: 'oldest-first',
  dateOnlyEnd: 'end-of-day',
  rangeInBody: false,
  timeZoneMinutes: 540,
  everyCallCompleted: false,
  responseNoType: 'number',
  durationType: 'string',
  firingShape: 'numbered',
  emptyLogs: 'present',
  foreignCodePrefix: false,
  errorShape: 'json',
  accountActive: true,
  callingLimitSeconds: null,
  overageAllowed: false,
  dialDelayMs: 1000,
  messageDelayMs: 500,
  speechMs: 6000,
  autoButton: 1,
  noticeMethod: 'POST',
  noticePayload: 'form',
  noticeField: 'code',
  noticeRuleId: false,
  noticeDelayMs: 0,
  noticeRepeats: 1,
  noticeTimeoutMs: 5000,
}
