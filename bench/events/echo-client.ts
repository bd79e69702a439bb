// A process of its own that is nothing but a WebSocket client: answers every frame with the time at which its handler ran.
import { WebSocket } from 'ws'
import { machineClock } from './machine-clock.ts'

const [url = ''] = process.argv.slice(2)
const socket = new WebSocket(url)

socket.on('message', () => {
  const at = machineClock()
  socket.send(String(at))
})
socket.on('close', () => process.exit(0))
