/** What the number field lets others do with it. */
export interface NumberEntry {
  /** Puts text where the caret is, as typing would. */
  readonly insert: (addition: string) => void
  readonly focus: () => void
}
