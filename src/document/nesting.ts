import { Lexer } from 'yaml'
import { LIMITS } from './limits.ts'

/** Announces the text of a scalar, in which brackets mean nothing. */
const SCALAR = '\x1f'
/** Tokens that stand for no text: byte order mark, start of document, end of flow, scalar. */
const MARKS = new Set(['\u{FEFF}', '\x02', '\x18', SCALAR])
const INDICATORS = new Set(['-', '?', ':'])
const SEPARATORS = new Set([',', '\n', '\r\n'])
const WIDEST_INDENTATION = 4 * LIMITS.depth

/**
 * Where a YAML text first nests its collections deeper than `LIMITS.depth`, or null. The YAML parser
 * is recursive and can take the whole process down on such a text, so this looks at tokens alone:
 * a level of nesting takes a bracket, an indicator (`-`, `?`, `:`) on the same line, or indentation.
 */
export function tooDeepAt(text: string): number | null {
  let offset = 0
  let depth: Depth = { brackets: 0, indicators: 0 }
  let previous = ''
  for (const token of new Lexer().lex(text)) {
    if (previous !== SCALAR) {
      depth = after(depth, token)
      const indentation = token.startsWith(' ') ? token.length : 0
      const levels = Math.max(depth.brackets, depth.indicators)
      if (levels > LIMITS.depth || indentation > WIDEST_INDENTATION) return offset
    }
    if (!MARKS.has(token)) offset += token.length
    previous = token
  }
  return null
}

interface Depth {
  readonly brackets: number
  /** Since the last comma or line. */
  readonly indicators: number
}

function after(depth: Depth, token: string): Depth {
  const { brackets, indicators } = depth
  if (token === '[' || token === '{') return { brackets: brackets + 1, indicators }
  if (token === ']' || token === '}') return { brackets: Math.max(0, brackets - 1), indicators }
  if (INDICATORS.has(token)) return { brackets, indicators: indicators + 1 }
  return SEPARATORS.has(token) ? { brackets, indicators: 0 } : depth
}
