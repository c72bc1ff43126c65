/** The columns of `series.csv` of one replica. */
export interface ReplicaSeries {
  readonly replica: number
  /** Sweeps of production. */
  readonly sweeps: readonly number[]
  /** [column][sample]; NaN where undefined */
  readonly values: readonly (readonly number[])[]
}

export interface SeriesTable {
  readonly columns: readonly { readonly name: string; readonly unit: string }[]
  readonly replicas: readonly ReplicaSeries[]
}

/** The table that a text holds which `formatSeries` has written. */
export function parseSeries(text: string): SeriesTable {
  const [head = '', ...lines] = text.trimEnd().split('\n')
  const columns = splitCsv(head)
    .slice(2)
    .map((header) => {
      const [, name = header, unit = ''] = /^(.*) \[([^[\]]*)\]$/.exec(header) ?? []
      return { name, unit }
    })
  const replicas = new Map<number, { sweeps: number[]; values: number[][] }>()
  for (const line of lines) {
    const [replica, sweep, ...cells] = line.split(',')
    const known = replicas.get(Number(replica)) ?? { sweeps: [], values: columns.map(() => []) }
    replicas.set(Number(replica), known)
    known.sweeps.push(Number(sweep))
    for (const [column, values] of known.values.entries()) {
      const cell = cells[column] ?? ''
      values.push(cell === '' ? Number.NaN : Number(cell))
    }
  }
  return { columns, replicas: [...replicas].map(([replica, found]) => ({ replica, ...found })) }
}

/** A series as means over stretches of equal length, as many as can be told apart in a plot. */
export function stretchMeans(values: readonly number[], most: number): number[] {
  const count = Math.min(most, values.length)
  return Array.from({ length: count }, (_, stretch) => {
    const from = Math.floor((stretch * values.length) / count)
    const to = Math.floor(((stretch + 1) * values.length) / count)
    return values.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from)
  })
}

function splitCsv(line: string): string[] {
  const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? []
  return cells.slice(0, line.endsWith(',') ? undefined : -1).map((cell) => {
    const text = cell.replace(/,$/, '')
    return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
  })
}
