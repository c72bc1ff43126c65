import type { Configuration } from '../src/model/configuration.ts'

/** By which two chains can be seen to have arrived at the same place (FNV-1a). */
export function digestOf({ state }: Configuration): number {
  return state.reduce((hash, value) => Math.imul(hash ^ value, 16777619) >>> 0, 2166136261)
}
