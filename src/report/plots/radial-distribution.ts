import { amount, DATA, interval, names, type Plot, short } from '../plot.ts'
import { type RunView, speciesWith } from '../run-source.ts'
import { speciesColors } from '../species.ts'

const PREFIX = 'radialDistribution:'

/** g(r) by lattice shell, one plot for each species with all of its partners. */
export function radialDistributionPlots(view: RunView): Plot[] {
  const ranks = [(z: number) => z > 0, (z: number) => z < 0, (z: number) => z === 0]
  const all = ranks.flatMap((fits) => speciesWith(view, fits))
  const centres = all.length === 1 ? all : all.filter((name) => isWorthwhile(view, name))
  return centres.flatMap((centre) => plotAround(view, centre, all))
}

/** Of the solvents none is a centre by itself in a solution: they are partners of the ions. */
function isWorthwhile(view: RunView, name: string): boolean {
  return (
    speciesWith(view, (charge) => charge !== 0).includes(name) ||
    name === view.record.scenario.forceField.network
  )
}

function plotAround(view: RunView, centre: string, all: readonly string[]): Plot[] {
  const rows = all.flatMap((partner) => {
    const found =
      view.distributions[`${PREFIX}${centre}-${partner}`] ??
      view.distributions[`${PREFIX}${partner}-${centre}`]
    if (!found?.share) return []
    const printed = view.species.get(partner) ?? partner
    return found.bins.flatMap((distance, k) => {
      if (typeof distance !== 'number') return []
      const [g, error] = [found.share![k]!, found.standardError?.[k] ?? 0]
      return [
        { partner: printed, distance, g: short(g), error: short(error), ...interval(g, error) },
      ]
    })
  })
  if (rows.length === 0) return []
  const printed = view.species.get(centre) ?? centre
  const x = amount('distance', 'distance / Å', { scale: { zero: false, nice: true } })
  const present = all.filter((name) =>
    rows.some((row) => row.partner === (view.species.get(name) ?? name)),
  )
  const scale = {
    domain: present.map((name) => view.species.get(name) ?? name),
    range: speciesColors(present, 'plot', view.record.scenario.forceField.network),
  }
  const color = names('partner', null, { scale })
  return [
    {
      id: `radial-distribution-${centre}`,
      title: `Around ${printed}`,
      note: `Radial distribution g(r) on the first six shells of the lattice; 1 is a random mixture.`,
      spec: {
        data: DATA,
        layer: [
          {
            data: { values: [{ one: 1 }] },
            mark: { type: 'rule', color: '#59616b', strokeDash: [3, 3] },
            encoding: { y: { field: 'one', type: 'quantitative' } },
          },
          {
            mark: { type: 'line', strokeWidth: 1.5, opacity: 0.55 },
            encoding: { x, y: amount('g', 'g(r)'), color },
          },
          {
            mark: { type: 'rule', strokeWidth: 1.5 },
            encoding: { x, y: amount('low', 'g(r)'), y2: { field: 'high' }, color },
          },
          {
            mark: { type: 'point', filled: true, size: 55, opacity: 1 },
            encoding: { x, y: amount('g', 'g(r)'), color, shape: names('partner', null) },
          },
        ],
      },
      rows,
      headers: {
        partner: `neighbour of ${printed}`,
        distance: 'distance [Å]',
        g: 'g(r)',
        error: 'standard error',
      },
    },
  ]
}
