/** A Markdown table; a cell may hold any text. */
export function formatMarkdown(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`
  return `${[heads, heads.map(() => '---'), ...rows].map(line).join('\n')}\n`
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
