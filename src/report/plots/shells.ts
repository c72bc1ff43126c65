import { amount, DATA, names, type Plot, short } from '../plot.ts'
import { type RunView, speciesWith } from '../run-source.ts'

const PAIRINGS = [
  ['free', 'far from anions', '#56b4e9'],
  ['separated', 'one water away', '#0072b2'],
  ['contact', 'touching one', '#e69f00'],
  ['aggregate', 'touching two or more', '#d55e00'],
] as const

/** Compositions rarer than this are left out of the bars; they are in the data of the run. */
const RAREST = 1e-4

/** What the first shell of every cation is made of, and how cations pair. */
export function shellPlots(view: RunView): Plot[] {
  const cations = speciesWith(view, (charge) => charge > 0)
  return [...cations.flatMap((cation) => shellPlot(view, cation)), ...pairingPlot(view, cations)]
}

function shellPlot(view: RunView, cation: string): Plot[] {
  const { bins, share, standardError } = view.distributions[`shell:${cation}`] ?? { share: null }
  if (!share || !bins) return []
  const anions = new Set(speciesWith(view, (charge) => charge < 0))
  const rows = bins.flatMap((bin, k) => {
    if (share[k]! < RAREST) return []
    const parts = partsOf(String(bin))
    const count = (fits: (name: string) => boolean) =>
      parts.reduce((sum, { name, number }) => (fits(name) ? sum + number : sum), 0)
    return [
      {
        composition: print(parts, view),
        anions: count((name) => anions.has(name)),
        solvents: count((name) => !anions.has(name)),
        share: short(share[k]!),
        error: short(standardError?.[k] ?? 0),
      },
    ]
  })
  rows.sort((a, b) => a.solvents - b.solvents)
  const printed = view.species.get(cation) ?? cation
  const least = Math.min(...rows.map(({ solvents }) => solvents))
  const most = Math.max(...rows.map(({ solvents }) => solvents))
  const [top] = rows.toSorted((a, b) => b.share - a.share)
  return [
    {
      id: `shell-${cation}`,
      title: `What surrounds ${printed}?`,
      note: `First shells by anions (bars) and solvent molecules (shades). Most common: ${top?.composition ?? 'none'}, ${(100 * (top?.share ?? 0)).toFixed(0)} %.`,
      spec: {
        data: DATA,
        mark: { type: 'bar', stroke: '#ffffff', strokeWidth: 0.75 },
        encoding: {
          x: {
            ...{ field: 'anions', type: 'ordinal', title: `anions touching ${printed}` },
            axis: { labelAngle: 0 },
          },
          y: amount('share', `share of ${printed}`, { axis: { format: '.0%' } }),
          color: {
            ...{ field: 'solvents', type: 'ordinal', title: 'solvent molecules' },
            scale: { domain: count(least, most), range: shades(count(least, most).length) },
            legend: { orient: 'right', direction: 'vertical', symbolType: 'square' },
          },
          order: { field: 'solvents' },
          tooltip: { field: 'composition' },
        },
      },
      rows,
      headers: {
        composition: 'first shell',
        anions: 'anions',
        solvents: 'solvent molecules',
        share: `share of ${printed}`,
        error: 'standard error',
      },
    },
  ]
}

function pairingPlot({ record, species }: RunView, cations: readonly string[]): Plot[] {
  const rows = cations.flatMap((cation) =>
    PAIRINGS.flatMap(([kind, words], index) => {
      const { value, standardError } = record.observables[`pairing:${cation}:${kind}`] ?? {}
      if (value === undefined || value === null) return []
      const ion = species.get(cation) ?? cation
      return [{ ion, kind: words, share: short(value), error: short(standardError ?? 0), index }]
    }),
  )
  if (rows.length === 0) return []
  return [
    {
      id: 'pairing',
      title: 'How close are anions?',
      note: 'Each cation by its nearest anions.',
      spec: {
        data: DATA,
        height: { step: 40 },
        mark: 'bar',
        encoding: {
          x: amount('share', 'share of cations', {
            axis: { format: '.0%' },
            scale: { domain: [0, 1] },
          }),
          y: names('ion', null, { scale: { paddingInner: 0.35, paddingOuter: 0.2 } }),
          color: names('kind', null, {
            scale: {
              domain: PAIRINGS.map(([, name]) => name),
              range: PAIRINGS.map(([, , color]) => color),
            },
            legend: { columns: 2 },
          }),
          order: { field: 'index' },
        },
      },
      rows,
      headers: { ion: 'cation', kind: 'anions', share: 'share', error: 'standard error' },
    },
  ]
}

function partsOf(bin: string): { name: string; number: number }[] {
  if (bin === 'bare') return []
  return bin.split(' ').map((part) => {
    const at = part.lastIndexOf(':')
    return { name: part.slice(0, at), number: Number(part.slice(at + 1)) }
  })
}

function print(parts: ReturnType<typeof partsOf>, { species }: RunView): string {
  if (parts.length === 0) return 'bare'
  return parts.map(({ name, number }) => `${number} ${species.get(name) ?? name}`).join(' + ')
}

function count(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k)
}

const RAMP = [
  '#bfd9ec',
  '#8fbfde',
  '#5aa0cb',
  '#2c7fb4',
  '#0f5f94',
  '#08436e',
  '#042a49',
  '#021a30',
]

function shades(number: number): string[] {
  if (number <= 4) return ['#bfd9ec', '#5aa0cb', '#0f5f94', '#042a49'].slice(0, number)
  return Array.from({ length: number }, (_, k) => {
    return RAMP[Math.round((k * (RAMP.length - 1)) / Math.max(1, number - 1))]!
  })
}
