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
