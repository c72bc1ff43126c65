/** The floors of the house, from the ground up; a file imports only from its own folder or from floors below. */
const FLOORS = [
  ['errors', 'numeric', 'units'],
  ['lattice', 'statistics', 'scenario', 'formula'],
  ['model'],
  ['moves'],
  ['chain', 'observe'],
  ['thermodynamics', 'run'],
  ['results', 'sweep', 'calibrate'],
  ['compare', 'report', 'export', 'explorer'],
  ['cli'],
]

const above = (floor) =>
  FLOORS.slice(floor + 1)
    .flat()
    .join('|')

module.exports = {
  forbidden: [
    ...FLOORS.map((folders, floor) => ({
      name: `floor-${floor}-imports-only-downwards`,
      severity: 'error',
      from: { path: `^src/(${folders.join('|')})/` },
      to: { path: `^src/(${above(floor) || 'none'})/` },
    })),
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'floors-0-to-5-run-in-a-browser',
      severity: 'error',
      from: { path: `^src/(${FLOORS.slice(0, 6).flat().join('|')})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'records-only-above-the-chain',
      comment: 'compare, report and export draw from records alone',
      severity: 'error',
      from: { path: `^src/(${FLOORS[7].join('|')})/` },
      to: { path: '^src/(model|moves|chain|observe|lattice)/' },
    },
    {
      name: 'only-the-workers-start-from-workers',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^workers/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
}
