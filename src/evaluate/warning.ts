import * as z from 'zod'

export const warningSchema = z
  .object({
    code: z.string(),
    /** A whole sentence in plain words, with what to do about it. */
    message: z.string(),
    /** Name of the observable it is about; absent where it is about the whole run. */
    observable: z.string().exactOptional(),
  })
  .readonly()

/** A warning of a result: a code for programs and a sentence for people. */
export type Warning = z.infer<typeof warningSchema>
