/** Questions to the keychain that were given up on and are still unanswered. */
let unanswered = 0
let watched = false

/**
 * A keychain that never answers holds a thread, and a process waits for its threads when it ends, even in process.exit(). As long as an answer is missing,
 * ending therefore goes by replacing the process with one that ends at once, with the same exit code. Only Linux has a keychain that can hang for ever
 * (a prompt that nobody sees, a stuck D-Bus); elsewhere, and on a Node without execve, nothing changes.
 */
export function giveUpOn(answer: Promise<unknown>): void {
  unanswered += 1
  const answered = (): void => {
    unanswered -= 1
  }
  answer.then(answered, answered)
  if (watched) return
  watched = true
  process.once('exit', (code) => {
    if (unanswered > 0 && process.platform === 'linux') process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {})
  })
}
