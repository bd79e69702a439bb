/** The same keys as `Source`, every leaf a text: a catalogue that lacks a key does not compile. */
export type Translated<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Translated<Source[Key]>
}

/** Dotted paths to the leaves: `dialer.call`. */
export type LeafPath<Source> = {
  [Key in keyof Source & string]: Source[Key] extends string ? Key : `${Key}.${LeafPath<Source[Key]>}`
}[keyof Source & string]
