/** Parts of configuration space that a run may be kept to. */
export const BRANCHES = ['liquid', 'frozen', 'equilibrium'] as const
export type BranchName = (typeof BRANCHES)[number]
