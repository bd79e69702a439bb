import type { Callbacks } from './callbacks.ts'
import type { Clock } from './clock.ts'
import type { Files } from './files.ts'
import type { HostHints } from './host-hints.ts'
import type { Http } from './http.ts'
import type { Log } from './log.ts'
import type { Sockets } from './socket.ts'
import type { CallStore } from './store.ts'
import type { Vault } from './vault.ts'

export type { CallbackAddress, CallbackOptions, CallbackRequest, Callbacks } from './callbacks.ts'
export type { Cancel, Clock } from './clock.ts'
export type { Files } from './files.ts'
export type { HostHints } from './host-hints.ts'
export type {
  Http,
  HttpClient,
  HttpClientOptions,
  HttpDownload,
  HttpMethod,
  HttpRequest,
  HttpResponse,
} from './http.ts'
export type { Log, LogFields } from './log.ts'
export type { Notebook } from './notebook.ts'
export type { Socket, SocketEnd, SocketListener, SocketOptions, Sockets } from './socket.ts'
export type { CallStore } from './store.ts'
export type { Vault } from './vault.ts'

/** Everything the core asks of its host. */
export interface TelephonyPorts {
  readonly clock: Clock
  readonly http: Http
  readonly sockets: Sockets
  readonly vault: Vault
  readonly store: CallStore
  readonly files: Files
  readonly log: Log
  readonly hints: HostHints
  readonly callbacks: Callbacks
}
