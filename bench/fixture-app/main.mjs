// The least that a desktop app can be: one window, one button, one request. What Sidetone's start is measured against.
import { app, BrowserWindow, ipcMain } from 'electron'
import path from 'node:path'

app.setPath('userData', process.env.BENCH_HOME)
ipcMain.handle('echo', (_event, text) => text)

// Not awaited here: Electron is ready only once this module has been evaluated to its end.
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 800,
    height: 600,
    webPreferences: { preload: path.join(import.meta.dirname, 'preload.cjs'), sandbox: true, contextIsolation: true },
  })
  return window.loadFile(path.join(import.meta.dirname, 'index.html'))
})
app.on('window-all-closed', () => app.quit())
