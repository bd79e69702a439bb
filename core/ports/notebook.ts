/** An account's small notes that must survive a crash: what was there before we changed it at the service. No secrets. */
export interface Notebook {
  read(name: string): Promise<string | undefined>
  /** On disk, whole, when it resolves. */
  write(name: string, text: string): Promise<void>
  remove(name: string): Promise<void>
}
