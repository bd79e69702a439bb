// Saves batches of ten calls and says the number of each that was acknowledged, until it is killed.
import { silentLog } from '../log.ts'
import { sqliteCallStore } from './sqlite-call-store.ts'

const [file = ''] = process.argv.slice(2)
const store = sqliteCallStore({ file, log: silentLog })

for (let batch = 0; ; batch += 1) {
  await store.save(
    Array.from({ length: 10 }, (_, index) => ({
      id: `${batch}:${index}`,
      account: 'desk',
      provider: 'telphin' as const,
      direction: 'in' as const,
      state: 'ended' as const,
      number: '100',
      startedAt: '2026-11-21T10:00:00Z',
    })),
  )
  process.send?.(batch)
}
