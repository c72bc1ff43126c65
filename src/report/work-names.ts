/** What the works of a `timing.breakdown` that are no moves are called, in the order of a run. */
export const OTHER_WORKS: Readonly<Record<string, string>> = {
  setup: 'setting up',
  observables: 'observables',
  recounts: 'recounts of the energy',
  snapshots: 'snapshots',
  evaluating: 'evaluating',
  writing: 'writing',
}
