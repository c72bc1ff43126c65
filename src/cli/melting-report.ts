import type { MeltingRecord } from '../compare/melting-records.ts'
import type { Fusion } from '../methods/fusion.ts'
import type { Melting } from '../methods/melting.ts'
import { ICE_LAYER, type SlabLayer, type SlabResult } from '../methods/slab.ts'
import { formatMeasured } from '../report/measured.ts'
import type { Uncertain } from '../statistics/uncertain.ts'
import { formatText, type Section } from '../table/text.ts'
import type { Colors } from './terminal.ts'
import { wrap } from './text.ts'

export interface MeltingReport extends MeltingRecord {
  readonly water: Melting
  readonly solution: Melting | null
}

export function formatMelting(report: MeltingReport, colors: Colors): string {
  const { title, seed, water, solution } = report
  const found = [{ name: 'water', melting: water }]
  if (solution !== null) {
    found.push({ name: `solution, ${solution.molality.toFixed(2)} mol/kg`, melting: solution })
  }
  const columns = found.map(({ name }) => name)
  const table = (heads: readonly string[], sections: readonly Section[]) =>
    formatText(
      heads.map((name) => ({ name, kind: 'text' })),
      sections,
      { title: colors.bold, head: colors.dim },
    )
  const row = (name: string, unit: string, of: (melting: Melting) => string) => [
    name,
    ...found.map(({ melting }) => of(melting)),
    unit,
  ]
  const rows = [
    row('melting point', 'K', ({ temperature }) => measured(temperature)),
    row('entropy of fusion', 'J/mol/K', (one) => ofHeat(one, one.entropy)),
    row('enthalpy of fusion', 'kJ/mol', (one) => ofHeat(one, one.enthalpy)),
    row('filling of the liquid', '', ({ looks }) => measured(looks.at(-1)!.liquid?.filling)),
    row('filling of ice', '', ({ looks }) => measured(looks.at(-1)!.ice?.filling)),
    row('waters of ice off its lattice', '', ({ looks }) => measured(looks.at(-1)!.wrongSites)),
  ]
  const potentials = found.map(({ name, melting }) => ({
    title: name,
    rows: melting.looks.map(look),
  }))
  const slabs = found.map(({ name, melting }) => ({
    title: name,
    rows: melting.slabs.map((slab) => [`${slab.temperature} K`, growth(slab)]),
  }))
  const parts = [
    `${colors.bold(title)} at zero pressure (seed ${seed})`,
    table(['', ...columns, 'unit'], [{ title: '', rows }]),
    table(['', 'βμ of ice', 'βμ of water', ''], potentials),
    table(['ice and liquid', 'ice grows, share of water per 1000 sweeps'], slabs),
    ...(solution === null ? [] : solution.slabs.slice(0, 1).map((slab) => ions(slab, table))),
    wrap(notes(found.map(({ melting }) => melting)), ''),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function look({ temperature, ice, liquid, equilibrated }: Fusion): string[] {
  const mark = equilibrated ? '' : '!'
  return [`${temperature} K`, measured(ice?.potential), measured(liquid?.potential), mark]
}

function growth({ growth }: SlabResult): string {
  return `${(1000 * growth).toFixed(3)}`
}

/** Ions by layer, and how many of them are in the ice. */
function ions(
  { temperature, layers }: SlabResult,
  table: (heads: readonly string[], sections: readonly Section[]) => string,
): string {
  const names = Object.keys(layers[0]!.others)
  const heads = [`layer at ${temperature} K`, 'order of ice', 'water', ...names]
  const rows = layers.map(({ ice, waters, others }, k) => [
    `${k}`,
    ice.toFixed(2),
    waters.toFixed(1),
    ...names.map((name) => others[name]!.toFixed(2)),
  ])
  const inIce = layers.filter(({ ice }) => ice > ICE_LAYER)
  const total = (some: readonly SlabLayer[]) =>
    some.reduce((sum, { others }) => sum + names.reduce((all, name) => all + others[name]!, 0), 0)
  const share = (100 * total(inIce)) / Math.max(total(layers), 1)
  const sentence = `${inIce.length} layers are ice and hold ${share.toFixed(1)} % of the ions`
  return `${table(heads, [{ title: '', rows }])}\n  ${sentence}`
}

function notes(meltings: readonly Melting[]): string {
  const tooShort = '! a run was too short for its error to be believed'
  const haveSettled = ({ looks }: Melting) => looks.every(({ equilibrated }) => equilibrated)
  let marks = meltings.every(isHeatSettled) ? '' : `${tooShort}. `
  if (!meltings.every(haveSettled)) {
    marks = `${tooShort}: the melting point is from other looks, if there are any. `
  }
  if (meltings.some(({ temperature }) => temperature === null)) {
    return `${marks}Where there is no melting point, three fillings of ice or of the liquid did not enclose zero pressure: longer runs (--set sampling.production) or a larger box (--set lattice.cells) may find one.`
  }
  return `${marks}The entropy and enthalpy are those of a mole of water that melts into the liquid.`
}

/** With a mark where a run that it rests on was too short. */
function ofHeat(melting: Melting, found: Uncertain | null): string {
  return found === null || isHeatSettled(melting) ? measured(found) : `${measured(found)} !`
}

function isHeatSettled({ looks }: Melting): boolean {
  return looks.at(-1)!.unsettled.enthalpy === 0
}

function measured(found: Uncertain | null | undefined): string {
  return found ? formatMeasured(found.value, found.standardError) : '–'
}
