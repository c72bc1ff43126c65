/**
 * The text in quotes, shortened to `limit` characters and without control characters, which could
 * change the state of a terminal.
 */
export function quoted(text: string, limit = 60): string {
  return `'${shortened(printable(text), limit)}'`
}

/** The text with every control character replaced by U+FFFD. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}

function shortened(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}…` : text
}
