import type { Row } from '../plot.ts'

/** Hands a file to the reader. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The file may be read after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Rows as CSV (RFC 4180), their columns under the headers. */
export function csvOf(rows: readonly Row[], headers: Readonly<Record<string, string>>): string {
  const fields = Object.keys(headers)
  const lines = rows.map((row) => fields.map((field) => cell(String(row[field] ?? ''))).join(','))
  return [Object.values(headers).map(cell).join(','), ...lines, ''].join('\n')
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
