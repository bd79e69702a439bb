import { formatDateTime } from './date-times.ts'
import { type CallRow, type Logs, type MessageRow, secondsOf } from './history.ts'
import type { LogKind } from './paths.ts'
import type { IotCallSwitches } from './switches.ts'

/** `{"status":"ok","list":[…]}`, the reply of A to D of section ④. */
export function listBody(logs: Logs, log: LogKind, switches: IotCallSwitches): object {
  return { status: 'ok', list: wireRows(logs, switches)[log] }
}

/**
 * The history of one firing, E of section ④. The manual prints it as two objects that are no JSON together: `{"status":"ok","0":{"sms_logs":[…]}}`
 * and `{"call_logs":[…]}`. ASSUMPTION: on the wire it is one, in which the second has the key "1".
 * @returns an object, or the very text where that is no JSON document
 */
export function firingBody(logs: Logs, switches: IotCallSwitches): object | string {
  const rows = wireRows(logs, switches)
  const keepEmpty = switches.emptyLogs === 'present'
  const parts: object[] = []
  if (keepEmpty || rows.messages.length > 0) parts.push({ sms_logs: rows.messages })
  if (keepEmpty || rows.calls.length > 0) parts.push({ call_logs: rows.calls })
  const status = 'ok'
  switch (switches.firingShape) {
    case 'numbered':
      return { status, ...parts }
    case 'one-entry':
      return { status, '0': Object.assign({}, ...parts) as object }
    case 'flat':
      return Object.assign({ status }, ...parts) as object
    case 'list':
      return { status, list: parts }
    case 'fragments': {
      const [first = {}, ...others] = parts
      return [{ status, '0': first }, ...others].map((part) => JSON.stringify(part)).join('\n')
    }
  }
}

function wireRows({ calls, messages }: Logs, switches: IotCallSwitches): Record<LogKind, object[]> {
  const rows = {
    calls: calls.map((row) => callOnWire(row, switches)),
    messages: messages.map((row) => messageOnWire(row, switches)),
  }
  if (switches.historyOrder === 'newest-first') for (const list of Object.values(rows)) list.reverse()
  return rows
}

function callOnWire(row: CallRow, switches: IotCallSwitches): object {
  const { timeZoneMinutes, everyCallCompleted, responseNoType, durationType } = switches
  const duration = secondsOf(row)
  return {
    to: row.to,
    status: everyCallCompleted ? 'completed' : row.status,
    response_no: row.button !== null && responseNoType === 'string' ? String(row.button) : row.button,
    duration: durationType === 'string' ? String(duration) : duration,
    start_time: formatDateTime(row.at, timeZoneMinutes),
    end_time: formatDateTime(row.endedAt, timeZoneMinutes),
    memo: row.memo,
    rule_id: row.ruleId,
    code: row.code,
  }
}

function messageOnWire(row: MessageRow, { timeZoneMinutes }: IotCallSwitches): object {
  return {
    to: row.to,
    status: row.status,
    created_at: formatDateTime(row.at, timeZoneMinutes),
    memo: row.memo,
    rule_id: row.ruleId,
    code: row.code,
  }
}
