import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Http } from '../../ports/index.ts'
import type { ProviderSession, RecordingDownload } from '../../provider.ts'
import { openBench } from './bench.ts'
import type { Bench } from './bench.ts'
import type { Conformance } from './conformance.ts'

const forever: AbortSignal = new AbortController().signal
const weekMs = 7 * 24 * 3_600_000

/** Recordings: the bytes as they lie at the service, and credentials for nobody but the account's own host. */
export function recordings({ subject, tempo, bench }: Conformance): void {
  /** The newest call that was recorded. */
  async function recorded(session: ProviderSession): Promise<{ readonly id: string; readonly format?: string }> {
    for await (const { calls } of session.history!.read(
      { since: tempo.now() - 52 * weekMs, until: tempo.now() },
      forever,
    )) {
      const found = calls.find(({ recording }) => recording !== undefined)?.recording
      if (found !== undefined) return found
    }
    throw new Error('no call is recorded')
  }

  describe('recordings', () => {
    beforeEach(async () => {
      await bench().service.past!.preload(200)
    })

    it('come byte for byte, with their type and length', async () => {
      const { session, service } = bench()
      const download = await session.recordings!.download(await recorded(session), undefined, forever)
      const bytes = await bytesOf(download)
      expect(download).toMatchObject({ status: 200, contentType: expect.stringMatching(/^audio\//) })
      expect(download.length).toBe(bytes.length)
      expect(bytes.length).toBeGreaterThan(1_000)
      expect(bytes.equals(await service.recorded!.original())).toBe(true)
    })

    it('come in parts, for a player that seeks', async () => {
      const { session } = bench()
      const recording = await recorded(session)
      const whole = await bytesOf(await session.recordings!.download(recording, undefined, forever))
      const part = await session.recordings!.download(recording, 'bytes=100-299', forever)
      expect(part).toMatchObject({ status: 206, contentRange: `bytes 100-299/${whole.length}`, length: 200 })
      expect((await bytesOf(part)).equals(whole.subarray(100, 300))).toBe(true)
      const rest = await session.recordings!.download(recording, `bytes=${whole.length - 7}-`, forever)
      expect((await bytesOf(rest)).equals(whole.subarray(-7))).toBe(true)
    })

    it('that are not there, or not that long, are one clear failure', async () => {
      const { session } = bench()
      await expect(session.recordings!.download({ id: 'nothing-like-it' }, undefined, forever)).rejects.toMatchObject({
        failure: { code: 'not-found', provider: subject.definition.id },
      })
      const beyond = session.recordings!.download(await recorded(session), 'bytes=99999999-', forever)
      await expect(beyond).rejects.toMatchObject({
        failure: { code: 'input/invalid', provider: subject.definition.id },
      })
    })

    it('need a new sign-in where the old one has expired, and nobody notices', async () => {
      const { session, service } = bench()
      const recording = await recorded(session)
      service.expireSignIn()
      const download = await session.recordings!.download(recording, undefined, forever)
      expect((await bytesOf(download)).length).toBe(download.length)
    })

    it('on another host are fetched without any credential', async () => {
      const { session, service, vault } = bench()
      const recording = await recorded(session)
      service.recorded!.sendElsewhere()
      const download = await session.recordings!.download(recording, 'bytes=0-99', forever)
      expect((await bytesOf(download)).length).toBe(100)
      const asked = service.recorded!.elsewhere()
      expect(asked).not.toEqual([])
      const text = JSON.stringify(asked)
      for (const secret of vault.slots.values()) expect(text).not.toContain(secret)
      expect(text).not.toMatch(
        /"(?:authorization|cookie|token|x-auth[\w-]*|proxy-authorization)":|[?&](?:appId|hash|access_token)=/i,
      )
    })

    describe('of a service in the world', () => {
      let far: Bench
      beforeEach(async () => {
        far = await openFarAway(bench(), subject, tempo)
      })
      afterEach(() => far.close())

      it('are not fetched from an address in this machine or network', async () => {
        const { session, service } = far
        const recording = await recorded(session)
        service.recorded!.sendElsewhere()
        const before = service.recorded!.elsewhere().length
        await expect(session.recordings!.download(recording, undefined, forever)).rejects.toMatchObject({
          failure: { code: 'provider/protocol', provider: subject.definition.id, params: { reason: 'url-private' } },
        })
        expect(service.recorded!.elsewhere()).toHaveLength(before)
      })
    })
  })
}

const publicOrigin = 'https://telephony.example'

/** The same service under a name of the world: what the account's own clients ask there goes to the simulator, and nothing else does. */
function openFarAway({ service }: Bench, subject: Conformance['subject'], tempo: Conformance['tempo']): Promise<Bench> {
  const { settings } = service.account
  const baseUrl = settings['baseUrl'] as string
  const real = new URL(baseUrl).origin
  const named = { ...settings, baseUrl: baseUrl.replace(real, publicOrigin) }
  const account = { ...service.account, settings: named }
  const before = (http: Http): Http => ({
    open: (options) => http.open({ ...options, baseUrl: options.baseUrl.replace(publicOrigin, real) }),
  })
  return openBench(subject, { ...service, account }, { tempo, before })
}

async function bytesOf({ body }: RecordingDownload): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces)
}
