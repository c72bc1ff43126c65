/** How a replica may be started. Replicas have different starts, so that their agreement shows equilibrium. */
export const STARTS = ['random', 'annealed', 'ice', 'crystal', 'slab'] as const
export type Start = (typeof STARTS)[number]
