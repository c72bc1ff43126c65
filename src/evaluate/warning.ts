/** Something a reader of a result must know, as data: a code for programs and a sentence for people. */
export interface Warning {
  readonly code: string
  /** A whole sentence in plain words, with what to do about it. */
  readonly message: string
  /** Name of the observable it is about; absent where it is about the whole run. */
  readonly observable?: string
}
