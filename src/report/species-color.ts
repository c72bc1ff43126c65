type Color = Readonly<Record<'plot' | 'box', string>>

/** Of the species that forms the network. */
const NETWORK: Color = { plot: '#56b4e9', box: '#8cc4ea' }

/** Okabe & Ito where they go round, in a plot and, where depth and shading dull them, in the box. */
const COLORS: Readonly<Record<string, Color>> = {
  'Zn2+': { plot: '#d55e00', box: '#d55e00' },
  'Li+': { plot: '#e69f00', box: '#f2bd00' },
  'Na+': { plot: '#e69f00', box: '#f2bd00' },
  'Mg2+': { plot: '#cc79a7', box: '#cc79a7' },
  'Cl-': { plot: '#009e73', box: '#009e73' },
  'Br-': { plot: '#8a7a00', box: '#8a7a00' },
  'ClO4-': { plot: '#0072b2', box: '#0072b2' },
  'SO42-': { plot: '#5b4b8a', box: '#7a5ab0' },
}

const OTHERS = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#8a7a00',
  '#5b4b8a',
]

/** A colour for each species of a system, all different where there are no more than eight. */
export function speciesColors(
  names: readonly string[],
  where: 'plot' | 'box',
  network: string | null,
): string[] {
  const taken = new Set<string>()
  const own = names.map((name) => {
    const known = name === network ? NETWORK : Object.hasOwn(COLORS, name) ? COLORS[name]! : null
    if (known === null || taken.has(known.plot)) return null
    taken.add(known.plot)
    return known[where]
  })
  const free = OTHERS.filter((color) => !taken.has(color))
  return own.map((color) => color ?? free.shift() ?? '#59616b')
}
