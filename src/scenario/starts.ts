/** How a replica may be started: replicas start apart, so that agreeing means something. */
export const STARTS = ['random', 'annealed', 'ice', 'crystal', 'slab'] as const
export type Start = (typeof STARTS)[number]
