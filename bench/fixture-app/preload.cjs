const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('bridge', { echo: (text) => ipcRenderer.invoke('echo', text) })
