import * as z from 'zod/mini'
import type { HttpResponse } from '../../ports/index.ts'
import { protocolFailure, refusal, statusFailure } from './failures.ts'
import { readDocuments } from './json-documents.ts'

/*
 * What comes over the wire, read with as few demands as possible: only what we use must be there, everything else may be missing, null or unheard of.
 */

/** The document prints numbers as text (`"duration": "31"`) and as numbers (`"response_no": 1`). */
const WireNumber = z.pipe(
  z.union([z.number(), z.string().check(z.regex(/^\s*\d{1,9}(?:\.\d{1,9})?\s*$/))]),
  z.transform((value) => Number(value)),
)
const WireText = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value) => String(value)),
)
const maybe = <Inner extends z.ZodMiniType>(inner: Inner) => z.catch(z.nullish(inner), undefined)

/** One call of a history. */
export const CallRow = z.object({
  to: WireText,
  status: maybe(WireText),
  response_no: maybe(WireNumber),
  duration: maybe(WireNumber),
  start_time: maybe(z.string()),
  end_time: maybe(z.string()),
  memo: maybe(WireText),
  rule_id: maybe(WireText),
  code: maybe(WireText),
})
export type CallRow = z.infer<typeof CallRow>

/** One text message of a history. */
export const MessageRow = z.object({
  to: WireText,
  status: maybe(WireText),
  created_at: maybe(z.string()),
  memo: maybe(WireText),
  rule_id: maybe(WireText),
  code: maybe(WireText),
})
export type MessageRow = z.infer<typeof MessageRow>

/** A reply that was taken for a success: mostly one JSON document; see json-documents.ts. */
export interface Reply {
  readonly documents: readonly unknown[]
  readonly message: string | undefined
  /** It said `"status": "ok"`, as every reply that the document shows. */
  readonly saysOk: boolean
}

/**
 * Decides by the HTTP status, then by `status` in the body. @throws FailureError as failures.ts maps the refusal; provider/protocol for what is no JSON
 * @param retryAfterMs what the Retry-After header asks for
 */
export function readReply({ status, body }: HttpResponse, retryAfterMs?: number): Reply {
  const documents = readDocuments(body)
  const said = envelopeOf(documents?.[0])
  if (status < 200 || status >= 300) throw statusFailure(status, said.message, retryAfterMs)
  if (documents === undefined) throw protocolFailure('not-json', status)
  // Some services repeat the HTTP status in the body, or tell only there what it should have been.
  if (typeof said.status === 'number' && said.status >= 400) throw statusFailure(said.status, said.message)
  if (typeof said.status === 'string' && !isOk(said.status)) throw refusal(said.message)
  return { documents, message: said.message, saysOk: typeof said.status === 'string' || said.status === 200 }
}

/** The rows of a history by A to D: `{"status":"ok","list":[…]}`. @throws FailureError provider/protocol where there is no list */
export function readList<Schema extends z.ZodMiniType>({ documents }: Reply, schema: Schema): z.output<Schema>[] {
  const [document] = documents
  const list = Array.isArray(document) ? document : listIn(document, 'list')
  if (list === undefined) throw protocolFailure('no-list')
  return readRows(list, schema)
}

/**
 * The rows of one firing (E). The document prints two fragments, so `call_logs` and `sms_logs` are taken wherever they are.
 * @throws FailureError provider/protocol where there are rows and none can be read
 */
export function readFiring({ documents }: Reply): { calls: CallRow[]; messages: MessageRow[] } {
  return {
    calls: readRows(rowsNamed(documents, 'call_logs', 0), CallRow),
    messages: readRows(rowsNamed(documents, 'sms_logs', 0), MessageRow),
  }
}

const deepest = 5

function rowsNamed(value: unknown, name: string, depth: number): unknown[] {
  if (typeof value !== 'object' || value === null || depth > deepest) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === name ? (rowsOf(inner) ?? []) : rowsNamed(inner, name, depth + 1),
  )
}

function listIn(document: unknown, name: string): unknown[] | undefined {
  if (typeof document !== 'object' || document === null) return undefined
  return rowsOf((document as Record<string, unknown>)[name])
}

/** PHP writes a list whose numbering has gaps as an object. */
function rowsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[]
  if (typeof value !== 'object' || value === null) return undefined
  return Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : undefined
}

/** One row that makes no sense must not hide the others; when none does, the whole reply does not. */
function readRows<Schema extends z.ZodMiniType>(rows: readonly unknown[], schema: Schema): z.output<Schema>[] {
  const read = rows.map((row) => schema.safeParse(row)).filter((row) => row.success)
  if (read.length === 0 && rows.length > 0) throw protocolFailure('fields')
  return read.map(({ data }) => data)
}

function isOk(status: string): boolean {
  return /^(?:ok|success|200)$/i.test(status.trim())
}

function envelopeOf(document: unknown): { status: string | number | undefined; message: string | undefined } {
  if (typeof document !== 'object' || document === null) return { status: undefined, message: undefined }
  const { status, message } = document as { status?: unknown; message?: unknown }
  return {
    status: typeof status === 'string' || typeof status === 'number' ? status : undefined,
    message: typeof message === 'string' ? message : undefined,
  }
}
