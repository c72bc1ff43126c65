/** The folders of src from the ground up: a file imports only from its own folder and from those before it. */
const FOLDERS = [
  'errors',
  'numeric',
  'units',
  'document',
  'table',
  'lattice',
  'statistics',
  'formula',
  'forcefield',
  'scenario',
  'model',
  'moves',
  'chain',
  'observe',
  'run',
  'evaluate',
  'methods',
  'system\\.ts',
  'resolve\\.ts',
  'runner',
  'store',
  'host',
  'sweep',
  'compare',
  'export',
  'report',
  // What the package exports.
  '(index|engine|methods|compare|io)\\.ts',
  'cli',
]

/** From here down no file knows of Node.js: no files, no threads, no processes. */
const ENGINE = FOLDERS.slice(0, FOLDERS.indexOf('runner'))

/** What is drawn or judged from records alone. */
const FROM_RECORDS = ['compare', 'export', 'report']

module.exports = {
  forbidden: [
    ...FOLDERS.slice(0, -1).map((folder, at) => ({
      name: `${folder}-imports-only-what-comes-before-it`,
      severity: 'error',
      from: { path: `^src/${folder}(/|$)` },
      to: { path: `^src/(${FOLDERS.slice(at + 1).join('|')})(/|$)` },
    })),
    {
      name: 'every-folder-has-its-place',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${FOLDERS.join('|')})(/|$)` },
      to: {},
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'engine-runs-in-a-browser',
      severity: 'error',
      from: { path: `^src/(${ENGINE.join('|')})(/|$)` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'records-only-above-the-chain',
      comment: 'compare, report and export draw from records alone',
      severity: 'error',
      from: { path: `^src/(${FROM_RECORDS.join('|')})/` },
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
