/** What the command ends with. */
export const EXIT = {
  done: 0,
  failed: 1,
  invalid: 2,
  /** A sweep is through, and some of its points have failed. */
  partial: 3,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]
