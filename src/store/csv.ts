/** A line of a CSV file (RFC 4180); the break at its end is not included. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(cell).join(',')
}

/** As a column is headed: `temperature [K]`. */
export function withUnit(name: string, unit: string): string {
  return unit === '' ? name : `${name} [${unit}]`
}

/** Empty where there is no number. */
export function numberCell(value: number | null | undefined): string {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : ''
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
