/** The home's small files. Names are plain (`accounts.json`). */
export interface Files {
  /** Undefined where there is no such file. */
  read(name: string): Promise<string | undefined>
  /** Whole or not at all: a crash leaves the old text or the new one. Only the person can read it (0600). */
  write(name: string, text: string): Promise<void>
  /** Puts a damaged file aside under a dated name and returns that name. */
  setAside(name: string): Promise<string>
  /** Does nothing where there is no such file. */
  remove(name: string): Promise<void>
}
