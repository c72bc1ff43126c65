/** Bounds that are checked before anything is allocated or simulated. */
export const LIMITS = {
  /** Characters of a file. */
  text: 1_000_000,
  /** Nested collections of a file. */
  depth: 64,
  /** Characters of the name of a species, face, contact or shell. */
  name: 100,
  /** Characters of a title, a seed or a source. */
  prose: 1000,
  species: 60,
  contacts: 2000,
  shells: 200,
  cells: { least: 2, most: 128 },
  /** Temperatures of a ladder. */
  rungs: { least: 2, most: 64 },
  replicas: { least: 1, most: 64 },
  sweeps: 1e9,
  /** Points of a sweep, and mappings of axes that they are made from. */
  points: 100_000,
  blocks: 1000,
  /** Measurements of one replica, all of which are kept. */
  measurements: 1e6,
  /** Numbers of all series of a run, in memory at once: 1.6 GB. */
  series: 2e8,
  /** Numbers of `series.csv`, of 25 characters at most: a text of more than 5e8 cannot be read. */
  table: 2e7,
  /** K */
  temperature: { least: 50, most: 1000 },
  /** MPa */
  pressure: { least: -1000, most: 10_000 },
  /** Problems shown at once; the rest are counted. */
  problems: 50,
} as const
