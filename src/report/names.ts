import type { ResultRecord } from '../evaluate/record.ts'
import { typesetSpecies } from './species.ts'

/** Species of a system as they are set in print, by the names they have in the force field. */
export type Species = ReadonlyMap<string, string>

export function speciesOf({
  scenario,
  system,
}: Pick<ResultRecord, 'scenario' | 'system'>): Species {
  const { species } = scenario.forceField
  return new Map(
    Object.keys(system.counts).map((name) => {
      const charge = species.find((known) => known.name === name)?.charge ?? 0
      return [name, typesetSpecies(name, charge)]
    }),
  )
}

const PLAIN: Readonly<Record<string, string>> = {
  energyPerSite: 'Energy per site',
  energyPerWater: 'Energy per water',
  heatCapacityPerWater: 'Configurational heat capacity per water',
  heatCapacityPerSite: 'Configurational heat capacity per site',
  hydrogenBondsPerWater: 'Hydrogen bonds per water',
  'hydrogenBondsPerWater:straight': 'Straight hydrogen bonds per water',
  'hydrogenBondsPerWater:bent': 'Bent hydrogen bonds per water',
  anionBondsPerWater: 'Bonds to anions per water',
  'waterFraction:strong': 'O–H arms strongly bonded',
  'waterFraction:weak': 'O–H arms weakly bonded',
  'waterFraction:none': 'O–H arms without a bond',
  'hydroxyl:straight': 'O–H arms in straight bonds',
  'hydroxyl:bent': 'O–H arms in bent bonds',
  'hydroxyl:anion': 'O–H arms on anions',
  'hydroxyl:solvent': 'O–H arms on another solvent',
  'hydroxyl:free': 'O–H arms that are free',
  tetrahedralOrder: 'Tetrahedral order q',
  'tetrahedralOrder:fewerThanFour': 'Waters with fewer than four water neighbours',
  tetrahedralEntropy: 'Tetrahedral entropy S_Q − S₀',
  tetrahedralHeatCapacity: 'Tetrahedral heat capacity C_Q',
  'tetrahedralHeatCapacity:libration': 'C_Q of libration alone',
  freeWaterFraction: 'Free water, on no cation',
  untouchedWaterFraction: 'Water that touches no ion',
  iceOrder: 'Ice order',
  'iceOrder:mostOrderedOctant': 'Ice order of the most ordered octant',
  configurationalEntropyIdeal: 'Ideal configurational entropy',
  mixingEntropy: 'Entropy of mixing',
  mixingEnthalpy: 'Enthalpy of mixing',
  mixingGibbs: 'Gibbs energy of mixing',
  entropy: 'Entropy',
  pairEntropy: 'Pair entropy',
  hydrogenBondEntropy: 'Entropy of hydrogen-bond states',
  waterActivity: 'Water activity',
  osmoticCoefficient: 'Osmotic coefficient',
}

const OF_SPECIES: Readonly<Record<string, (of: string) => string>> = {
  densityFluctuation: (of) => `Density fluctuation S(k_min) of ${of}`,
  solvationEntropy: (of) => `Entropy of ${of} shells`,
  desolvationEnergy: (of) => `Free energy of losing a ligand, ${of}`,
  siteEnergySpread: (of) => `Spread of site energies, ${of}`,
  bjerrumPairs: (of) => `${of} with an anion within Bjerrum’s distance`,
  percolation: (of) => `Percolation, ${of}`,
  hydrogenBondShare: (of) => `Waters with ${of} hydrogen ${of === '1' ? 'bond' : 'bonds'}`,
}

const PAIRING: Readonly<Record<string, string>> = {
  free: 'far from anions',
  separated: 'one water away from an anion',
  contact: 'touching one anion',
  aggregate: 'touching two anions or more',
}

/** An observable in the words of the field; its own name where it is not known here. */
export function observableName(name: string, species: Species): string {
  if (Object.hasOwn(PLAIN, name)) return PLAIN[name]!
  const print = (text: string) => species.get(text) ?? text
  const at = name.indexOf(':')
  const [head, rest] = [name.slice(0, at), name.slice(at + 1)]
  if (Object.hasOwn(OF_SPECIES, head)) return OF_SPECIES[head]!(print(rest))
  if (head === 'coordination') {
    for (const [ion, printed] of species) {
      if (rest.startsWith(`${ion}-`))
        return `${print(rest.slice(ion.length + 1))} around ${printed}`
    }
  }
  const last = rest.lastIndexOf(':')
  const [of, kind] = [print(rest.slice(0, last)), rest.slice(last + 1)]
  if (head === 'pairing' && Object.hasOwn(PAIRING, kind)) return `${of} ${PAIRING[kind]}`
  if (head === 'clusterSize' && kind === 'mean') return `Mean cluster of ${of}`
  if (head === 'clusterSize' && kind === 'largest') return `Largest cluster of ${of}`
  return name
}

/** Where an observable stands in the table; the first group that fits it counts. */
const GROUPS: readonly (readonly [title: string, names: RegExp])[] = [
  ['energy', /^(energy|heatCapacity)/],
  [
    'water network',
    /^(hydrogenBonds|hydrogenBondShare|anionBonds|waterFraction|hydroxyl|tetrahedralOrder|iceOrder|clusterSize:water|percolation:water)/,
  ],
  ['solvation', /^(coordination|freeWater|untouchedWater|siteEnergySpread|desolvationEnergy)/],
  ['pairs and clusters', /^(pairing|clusterSize|percolation)/],
  ['homogeneity', /^densityFluctuation/],
  ['entropy', /[eE]ntropy|^mixing|^tetrahedralHeatCapacity/],
]

const REST = 'other'

/** Names by group, groups in their order and names in theirs; no empty groups. */
export function groupObservables(names: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const title of [...GROUPS.map(([title]) => title), REST]) {
    const members = names.filter((name) => groupOf(name) === title)
    if (members.length > 0) groups.set(title, members)
  }
  return groups
}

function groupOf(name: string): string {
  return GROUPS.find(([, names]) => names.test(name))?.[0] ?? REST
}

/** What is looked at first, in this order, where a result has it. */
const FIRST: readonly RegExp[] = [
  /^(entropy|mixingEntropy|mixingGibbs|waterActivity|osmoticCoefficient)$/,
  /^coordination:.+[2-9]\+-/,
  /^coordination:.+\+-/,
  /^freeWaterFraction$/,
  /^hydrogenBondsPerWater$/,
  /^tetrahedralEntropy$/,
  /^tetrahedralOrder$/,
  /^clusterSize:ions:largest$/,
  /^energyPerWater$/,
  /^energyPerSite$/,
  /^heatCapacityPer(Water|Site)$/,
  /^configurationalEntropyIdeal$/,
  /^densityFluctuation/,
]

const MOST = 10
/** Of one kind, such as the coordination numbers of many ions. */
const MOST_OF_A_KIND = 4

/** Names of the figures for the first screen. */
export function keyFigures({ observables }: Pick<ResultRecord, 'observables'>): string[] {
  const hasWater = Object.hasOwn(observables, 'energyPerWater')
  const names = Object.keys(observables).filter((name) => {
    return observables[name]!.value !== null && !(hasWater && name === 'energyPerSite')
  })
  const found = FIRST.flatMap((kind) =>
    names.filter((name) => kind.test(name)).slice(0, MOST_OF_A_KIND),
  )
  return [...new Set(found)].slice(0, MOST)
}

/** What the works of a `timing.breakdown` that are no moves are called, in the order of a run. */
export const OTHER_WORKS: Readonly<Record<string, string>> = {
  setup: 'setting up',
  observables: 'observables',
  recounts: 'recounts of the energy',
  snapshots: 'snapshots',
  evaluating: 'evaluating',
  writing: 'writing',
}
