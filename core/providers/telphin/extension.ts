import type { Extension, ExtensionProperties } from '../../../contract/model/extension.ts'
import type { HttpResponse } from '../../ports/index.ts'
import type { ExtensionControl } from '../../provider.ts'
import type { TelphinClient } from './client.ts'
import type { Directory } from './directory.ts'
import { protocolFailure } from './failures.ts'
import { checkChanges, propertiesJson, readProperties } from './properties.ts'
import { parseObject } from './wire.ts'

/** GET and PUT /extension/{extension_id}/phone/: the document's own subject. */
export class PhoneTerminal implements ExtensionControl {
  readonly #client: TelphinClient
  readonly #directory: Directory

  constructor(client: TelphinClient, directory: Directory) {
    this.#client = client
    this.#directory = directory
  }

  async read(signal: AbortSignal): Promise<Extension> {
    const id = await this.#directory.extensionId(signal)
    const response = await this.#client.send({ method: 'GET', path: pathOf(id), wanted: 'extension' }, signal)
    return this.#extension(id, fieldsOf(response))
  }

  /** Only these keys are sent, never the whole body of a GET: what somebody else changes meanwhile stays. */
  async change(properties: ExtensionProperties, signal: AbortSignal): Promise<Extension> {
    checkChanges(properties)
    const id = await this.#directory.extensionId(signal)
    const request = { method: 'PUT', path: pathOf(id), json: propertiesJson(properties), wanted: 'extension' } as const
    const response = await this.#client.send(request, signal)
    const answered = parseObject(response.body)
    if (answered !== undefined && saysEverything(answered, properties)) return this.#extension(id, answered)
    // It is done; what the phone is set to now, another request says, and if that fails nothing is lost.
    return this.read(signal).catch(() => this.#extension(id, properties))
  }

  #extension(id: string, fields: Readonly<Record<string, unknown>>): Extension {
    const { name } = this.#directory.known
    return { id, ...(name !== undefined && { name }), properties: readProperties(fields) }
  }
}

/** The document does not say what PUT answers: all properties, some, or nothing. */
function saysEverything(answered: Readonly<Record<string, unknown>>, sent: ExtensionProperties): boolean {
  const keys = Object.keys(answered)
  return keys.length > Object.keys(sent).length + 1 && Object.keys(sent).every((key) => keys.includes(key))
}

function fieldsOf(response: HttpResponse): Readonly<Record<string, unknown>> {
  const fields = parseObject(response.body)
  if (fields === undefined) throw protocolFailure('not-json', response.status)
  return fields
}

function pathOf(id: string): string {
  return `/extension/${id}/phone/`
}
