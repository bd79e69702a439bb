/** One of our own phones or numbers. Every face has at least one. */
export interface Line {
  readonly id: string
  readonly number: string
  readonly owner: string
}

/** What the world does on a line by itself, in milliseconds; null means: waits for somebody to say so. */
export interface LineBehaviour {
  /** After how long the far end answers a call that we place. */
  autoAnswerMs: number | null
  /** How long after the answer the far end hangs up. */
  autoHangUpMs: number | null
  /** How long the network lets an unanswered call ring. */
  giveUpMs: number | null
  /** How long it takes to learn that the far end is busy or cannot be reached. */
  refusalMs: number
}

export const defaultBehaviour: Readonly<LineBehaviour> = {
  autoAnswerMs: 1500,
  autoHangUpMs: null,
  giveUpMs: 60_000,
  refusalMs: 300,
}
