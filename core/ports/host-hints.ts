/** What the host may know about the network and sleep, so that sockets are looked at at once. */
export interface HostHints {
  /** `online`: a network came back; `resume`: the machine woke up. Returns an unsubscribe function. */
  onHint(listener: (hint: 'online' | 'resume') => void): () => void
}
