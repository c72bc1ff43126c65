/**
 * A text as one word of a POSIX shell, which takes nothing in it for more than a character.
 * @throws RangeError for a text with the character NUL, which no argument can hold
 */
export function shellWord(text: string): string {
  if (text.includes('\0')) throw new RangeError('an argument cannot hold the character NUL')
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

export function shellWords(texts: readonly string[]): string {
  return texts.map(shellWord).join(' ')
}
