/** Colours of a page, each for a purpose, so that the dark ones can take the place of the light ones. */
interface Palette {
  readonly paper: string
  readonly ink: string
  readonly muted: string
  readonly grid: string
  /** What is set apart, such as a part of a series that is left out. */
  readonly shade: string
  /** Told apart by readers of any colour vision: Okabe & Ito, https://jfly.uni-koeln.de/color/ (2008). */
  readonly series: readonly string[]
  /** From few to many. */
  readonly ramp: readonly string[]
}

export const LIGHT: Palette = {
  paper: '#ffffff',
  ink: '#1d2126',
  muted: '#59616b',
  grid: '#e3e5e8',
  shade: '#eceef1',
  series: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a7a00', '#5b4b8a'],
  ramp: [
    '#e8f1f8',
    '#bfd9ec',
    '#8fbfde',
    '#5aa0cb',
    '#2c7fb4',
    '#0f5f94',
    '#08436e',
    '#042a49',
    '#021a30',
  ],
}

/** As many entries as the light one, none of them twice. */
export const DARK: Palette = {
  paper: '#171b20',
  ink: '#e9ebee',
  muted: '#a2abb6',
  grid: '#2e353d',
  shade: '#262c34',
  series: ['#4ba6e0', '#f0803c', '#2fc39b', '#e39bc4', '#f5b83d', '#9bd4f7', '#cdbb3a', '#a594dd'],
  ramp: [
    '#1d2833',
    '#1f3b52',
    '#215273',
    '#266b96',
    '#3486b8',
    '#559fcd',
    '#82b9dd',
    '#b3d5ec',
    '#e2f0fa',
  ],
}

/** The colours of a palette as they stand in a specification, by the light one's. */
export function recolouring(palette: Palette): ReadonlyMap<string, string> {
  const all = ({ series, ramp, ...single }: Palette) => [
    ...Object.values(single),
    ...series,
    ...ramp,
  ]
  const to = all(palette) as string[]
  return new Map((all(LIGHT) as string[]).map((from, index) => [from, to[index]!]))
}

/** A specification with other texts in place of those that the map knows; plain data, left as it is. */
export function replaceTexts<T>(spec: T, by: ReadonlyMap<string, string>): T {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return by.get(value) ?? value
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(spec) as T
}
