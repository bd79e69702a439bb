import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as Electron from 'electron'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
}

/** `net`: files, and the network through Node's fetch. */
export const net = {
  fetch: async (input: string | Request, init?: RequestInit): Promise<Response> => {
    const url = typeof input === 'string' ? input : input.url
    if (!url.startsWith('file:')) return fetch(input, init)
    const path = fileURLToPath(url)
    const bytes = await readFile(path).catch((error: unknown) => {
      throw new Error('net::ERR_FILE_NOT_FOUND', { cause: error })
    })
    return new Response(new Uint8Array(bytes), {
      headers: { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' },
    })
  },
  isOnline: (): boolean => true,
  get online(): boolean {
    return true
  },
} satisfies Pick<Electron.Net, 'isOnline' | 'online'> & Record<string, unknown>
