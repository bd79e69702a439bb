const { contextBridge, ipcRenderer } = require('electron')

let fileSystem = 'allowed'
try {
  require('node:fs')
} catch (error) {
  fileSystem = error.message
}
globalThis.secretOfPreload = 'hidden'

contextBridge.exposeInMainWorld('fixture', {
  echo: (...args) => ipcRenderer.invoke('echo', ...args),
  fail: () => ipcRenderer.invoke('fail'),
  missing: () => ipcRenderer.invoke('missing'),
  who: () => ipcRenderer.invoke('who'),
  worker: () => ipcRenderer.invoke('worker'),
  notify: () => ipcRenderer.invoke('notify'),
  say: (text) => ipcRenderer.send('said', text),
  onHeard: (listener) => {
    const heard = (_event, text) => listener(text)
    ipcRenderer.on('heard', heard)
    return () => ipcRenderer.off('heard', heard)
  },
  fileSystem: () => fileSystem,
  callBack: (twice, value) => twice(twice(value)),
  throwing: () => {
    throw new Error('thrown in the preload')
  },
  nested: { list: [1, 2, { deep: true }], when: new Date(0) },
})
