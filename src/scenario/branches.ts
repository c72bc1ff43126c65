/** The configurations that a run may have: those of a constrained ensemble, liquid or frozen, or all. */
export const BRANCHES = ['liquid', 'frozen', 'equilibrium'] as const
export type BranchName = (typeof BRANCHES)[number]
