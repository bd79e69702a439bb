import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { APP_HOST } from './app-scheme.ts'
import { securityHeaders } from './content-policy.ts'

/** What the built page consists of. A file of any other kind is not served: it got there by mistake. */
const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Answers requests on the window's scheme with files of `folder` and nothing else. */
export function serveWindowFiles(folder: string): (request: Request) => Promise<Response> {
  const root = path.resolve(folder)
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const url = new URL(request.url)
    const file = url.host === APP_HOST ? fileInside(root, url.pathname) : undefined
    const type = file === undefined ? undefined : mimeTypes[path.extname(file)]
    if (file === undefined || type === undefined) return refuse(404)
    const body = await contentOf(file)
    if (body === undefined) return refuse(404)
    return new Response(request.method === 'HEAD' ? null : body, {
      headers: { ...securityHeaders, 'Content-Type': type },
    })
  }
}

/** The file a path names, or undefined when it is outside of `root`: `..%2f` survives the URL parser's own clean-up. */
function fileInside(root: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined // not UTF-8
  }
  if (decoded.includes('\0')) return undefined
  const file = path.resolve(root, `.${decoded === '/' ? '/index.html' : decoded}`)
  const inside = path.relative(root, file)
  const escapes = inside === '' || inside.startsWith('..') || path.isAbsolute(inside)
  return escapes ? undefined : file
}

/** Undefined where there is no such file. */
async function contentOf(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined
    throw error
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: securityHeaders })
}
