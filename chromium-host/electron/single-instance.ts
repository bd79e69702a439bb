import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  type FSWatcher,
} from 'node:fs'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { isRunning } from '../chromium/profile.ts'

/** What a second start tells the first. */
export interface SecondStart {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly data: unknown
}

/**
 * One running app a `userData` folder, across processes. The lock is a file that names its owner's process id; a second
 * start leaves a letter in the folder beside it, which the owner watches. Everything is done when the call returns, as
 * Electron's is. The lock of a process that was killed is taken over.
 */
export class SingleInstanceLock {
  readonly #folder: string
  readonly #onSecondStart: (start: SecondStart) => void
  #watcher: FSWatcher | undefined

  constructor(userData: string, onSecondStart: (start: SecondStart) => void) {
    this.#folder = join(userData, 'chromium-host-instance')
    this.#onSecondStart = onSecondStart
  }

  get isHeld(): boolean {
    return this.#watcher !== undefined
  }

  /** @returns false when another process holds it (that one has been told), or, as from Electron, when none can be made. */
  request(start: SecondStart): boolean {
    if (this.isHeld) return true
    try {
      makeFolder(this.#letters)
    } catch (error) {
      console.error('Failed to create the single instance lock:', (error as Error).message)
      return false
    }
    for (let attempt = 0; attempt < 3; attempt++) {
      if (this.#create()) {
        this.#watch()
        return true
      }
      if (this.#ownerIsAlive()) {
        this.#write(start)
        return false
      }
      rmSync(this.#file, { force: true })
    }
    return false
  }

  release(): void {
    if (!this.isHeld) return
    this.#watcher?.close()
    this.#watcher = undefined
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #file(): string {
    return join(this.#folder, 'owner')
  }

  get #letters(): string {
    return join(this.#folder, 'letters')
  }

  #create(): boolean {
    try {
      writeFileSync(this.#file, String(process.pid), { flag: 'wx' })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  }

  #ownerIsAlive(): boolean {
    const owner = Number(readFileSync(this.#file, 'utf8'))
    if (!Number.isInteger(owner) || owner <= 0 || !isRunning(owner)) return false
    return owner === process.pid || isHost(owner)
  }

  #write(start: SecondStart): void {
    const name = randomUUID()
    writeFileSync(join(this.#folder, name), JSON.stringify(start), { mode: 0o600 })
    renameSync(join(this.#folder, name), join(this.#letters, name))
  }

  #watch(): void {
    this.#readLetters()
    this.#watcher = watch(this.#letters, () => this.#readLetters())
  }

  #readLetters(): void {
    for (const name of readdirSync(this.#letters)) {
      const letter = join(this.#letters, name)
      const start = JSON.parse(readFileSync(letter, 'utf8')) as SecondStart
      rmSync(letter)
      queueMicrotask(() => this.#onSecondStart(start))
    }
  }
}

/** Node's own `recursive` never returns where the system says "not found" of a parent that is there (as in /proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  const parent = dirname(path)
  if (parent !== path) makeFolder(parent)
  mkdirSync(path, { mode: 0o700 })
}

/** Process ids are used again: where the system tells (Linux), the owner must be a host and not some later process. */
function isHost(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('chromium-host')
  } catch {
    return true
  }
}
