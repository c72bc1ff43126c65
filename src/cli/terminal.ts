import pc from 'picocolors'

/** Where the command writes to: data to `out`, progress and messages to `err`. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Colours of each stream; plain text where colour is not wanted. */
  readonly outColors: Colors
  readonly errColors: Colors
  /** Whether a line on `err` can be rewritten. */
  readonly isInteractive: boolean
  /** Columns of `err`. */
  readonly width: () => number
}

export type Colors = ReturnType<typeof pc.createColors>

const DEFAULT_WIDTH = 80

/** The process's own streams. `NO_COLOR` (any text), a dumb terminal or none at all mean no colour. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process
  const capable = env.TERM !== 'dumb'
  const colors = (stream: NodeJS.WriteStream) =>
    pc.createColors(stream.isTTY === true && capable && !env.NO_COLOR)
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    outColors: colors(stdout),
    errColors: colors(stderr),
    isInteractive: stderr.isTTY === true && capable,
    width: () => stderr.columns || DEFAULT_WIDTH,
  }
}
