/** The floors of the house, from the ground up; a file imports only from its own folder or from floors below. */
const FLOORS = [
  ['errors', 'numeric', 'units'],
  ['document', 'lattice', 'statistics', 'formula', 'table'],
  ['forcefield'],
  ['scenario'],
  ['model'],
  ['moves'],
  ['chain', 'observe'],
  ['run'],
  ['evaluate'],
  ['methods', 'resolve\\.ts'],
  ['runner', 'store'],
  ['sweep'],
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
      from: { path: `^src/(${folders.join('|')})(/|$)` },
      to: { path: `^src/(${above(floor) || 'none'})(/|$)` },
    })),
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'engine-runs-in-a-browser',
      severity: 'error',
      from: {
        path: `^src/(${FLOORS.slice(
          0,
          FLOORS.findIndex((floor) => floor.includes('runner')),
        )
          .flat()
          .join('|')})(/|$)`,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'records-only-above-the-chain',
      comment: 'compare, report and export draw from records alone',
      severity: 'error',
      from: { path: `^src/(${FLOORS.at(-2).join('|')})/` },
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
