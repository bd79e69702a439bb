// A small app written against Electron's interface only. The host's tests drive it.
import { app, BrowserWindow, ipcMain, Menu, Notification, protocol, session, Tray } from 'electron'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Worker } from 'node:worker_threads'

const folder = import.meta.dirname
const log = []
globalThis.fixture = { log, mayClose: true, permissions: [], tray: undefined, window: undefined }

app.setPath('userData', process.env.FIXTURE_HOME)
const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
protocol.registerSchemesAsPrivileged(['fixture-app', 'recording'].map((scheme) => ({ scheme, privileges })))

if (app.requestSingleInstanceLock({ hello: process.env.FIXTURE_HELLO ?? 'first' })) app.whenReady().then(start)
else app.exit(7)

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; media-src recording:"

function start() {
  for (const name of ['before-quit', 'will-quit', 'quit', 'window-all-closed']) app.on(name, () => log.push(name))
  app.on('second-instance', (_event, argv, cwd, data) => log.push(['second-instance', argv.at(-1), data.hello]))
  session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
    globalThis.fixture.permissions.push(permission)
    callback(permission === 'geolocation')
  })
  protocol.handle('fixture-app', async (request) => {
    const file = path.basename(new URL(request.url).pathname)
    const type = file.endsWith('.js') ? 'text/javascript' : 'text/html'
    return new Response(await readFile(path.join(folder, file)), {
      headers: { 'content-type': type, 'content-security-policy': POLICY },
    })
  })
  protocol.handle('recording', (request) => answerRange(silence(), request))
  handleRequests()
  openWindow()
  const tray = new Tray(path.join(folder, 'none.png'))
  tray.setContextMenu(
    Menu.buildFromTemplate([{ id: 'show', label: 'Show', click: () => globalThis.fixture.window.show() }]),
  )
  globalThis.fixture.tray = tray
}

function handleRequests() {
  ipcMain.handle('echo', (_event, ...args) => args)
  ipcMain.handle('fail', () => {
    throw new TypeError('no such thing')
  })
  ipcMain.handle('who', ({ senderFrame, sender }) => ({
    url: senderFrame.url,
    origin: senderFrame.origin,
    id: sender.id,
  }))
  ipcMain.handle('worker', () => new Promise((resolve) => new Worker("require('node:worker_threads').parentPort.postMessage(6 * 7)", { eval: true }).once('message', resolve))) // prettier-ignore
  ipcMain.handle('notify', () => {
    const notification = new Notification({ title: 'Call', body: 'from 110' })
    notification.on('show', () => log.push('notification shown'))
    notification.on('click', () => log.push('notification clicked'))
    globalThis.fixture.notification = notification
    notification.show()
  })
  ipcMain.on('said', (event, text) => event.sender.send('heard', `${text}!`))
}

function openWindow() {
  const window = new BrowserWindow({
    width: 640,
    height: 480,
    show: false,
    webPreferences: { preload: path.join(folder, 'preload.cjs'), sandbox: true, contextIsolation: true },
  })
  globalThis.fixture.window = window
  window.once('ready-to-show', () => window.show())
  window.on('close', (event) => {
    log.push('close')
    if (globalThis.fixture.mayClose) return
    event.preventDefault()
    window.hide()
  })
  window.webContents.setWindowOpenHandler(({ url }) => {
    log.push(['window-open', url])
    return { action: 'deny' }
  })
  window.webContents.on('will-navigate', (event, url) => {
    log.push(['will-navigate', url])
    if (!url.startsWith('fixture-app://window/')) event.preventDefault()
  })
  void window.loadURL('fixture-app://window/index.html')
}

/** One minute of 8 kHz, 8-bit silence as WAV. */
function silence() {
  const samples = Buffer.alloc(60 * 8000, 128)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}

function answerRange(bytes, request) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '')
  const headers = { 'content-type': 'audio/wav', 'accept-ranges': 'bytes' }
  if (range === null) return new Response(bytes, { headers })
  log.push(['range', request.url, request.headers.get('range')])
  const first = Number(range[1])
  const last = range[2] === '' ? bytes.length - 1 : Math.min(Number(range[2]), bytes.length - 1)
  const part = bytes.subarray(first, last + 1)
  return new Response(part, {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${first}-${last}/${bytes.length}` },
  })
}
