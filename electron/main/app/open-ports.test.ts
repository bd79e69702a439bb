import { expect, it, vi } from 'vitest'
import { fail } from '../../../core/index.ts'
import type { createNodePorts, NodePorts } from '../../../core/node/index.ts'
import { recordingLog } from '../testing/recording-log.ts'
import { openPorts } from './open-ports.ts'

const hints = { onHint: () => () => undefined }

function portsOf(vault: string): NodePorts {
  return { vault: { kind: vault }, log: recordingLog() } as unknown as NodePorts
}

it('keeps secrets in the keychain', async () => {
  const create = vi.fn<typeof createNodePorts>(async ({ vault }) => portsOf(vault))
  expect((await openPorts('/home', hints, create)).vault.kind).toBe('keychain')
})

it('starts without a keychain, for this run only', async () => {
  const create = vi.fn<typeof createNodePorts>(async ({ vault }) => {
    if (vault === 'keychain') throw fail('vault/unavailable', { params: { reason: 'no-keyring' } })
    return portsOf(vault)
  })
  expect((await openPorts('/home', hints, create)).vault.kind).toBe('session')
})

it('does not start without a home', async () => {
  const create = vi.fn<typeof createNodePorts>(() => Promise.reject(fail('store/unavailable')))
  await expect(openPorts('/home', hints, create)).rejects.toMatchObject({ failure: { code: 'store/unavailable' } })
  expect(create).toHaveBeenCalledOnce()
})
