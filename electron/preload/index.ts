import { contextBridge, ipcRenderer } from 'electron/renderer'
import { api } from '../../contract/api.ts'
import { bridgeOf } from './bridge.ts'

// The only import of `ipcRenderer`. Runs sandboxed, in a world of its own; the page gets `window.sidetone` and nothing else.
contextBridge.exposeInMainWorld('sidetone', bridgeOf(api, ipcRenderer))
