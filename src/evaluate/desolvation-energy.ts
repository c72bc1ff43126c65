import { log } from '../numeric/log.ts'
import { ligandsIn } from '../observe/compositions.ts'
import { GAS_CONSTANT } from '../units/constants.ts'

/**
 * Free energy of losing one ligand, kJ/mol: −RT ln [P(n − 1)/P(n)], where P(n) is the share of a cation's
 * shells that hold n ligands of any kind, from the histogram `shell:<cation>` and its labels. n is the
 * most common number (the larger of two that tie) unless given. A jackknife gives the n of the whole histogram, so
 * that all its resamples have the same definition.
 *
 * It is the reversible work of taking a ligand from the shell to where it is found otherwise in the
 * same solution. Null where it is undefined: n = 0, or no shell seen with n or with n − 1.
 */
export function desolvationEnergy(
  histogram: ArrayLike<number>,
  labels: readonly (string | number)[],
  temperature: number,
  n: number | null = mostCommonLigands(histogram, labels),
): number | null {
  const shells = shellsByLigands(histogram, labels)
  if (n === null || n === 0) return null
  const [full, short] = [shells[n] ?? 0, shells[n - 1] ?? 0]
  if (!(full > 0 && short > 0)) return null
  return ((GAS_CONSTANT * temperature) / 1000) * log(full / short)
}

/** The number of ligands that most shells hold, the larger of two that tie; null of no shells. */
export function mostCommonLigands(
  histogram: ArrayLike<number>,
  labels: readonly (string | number)[],
): number | null {
  const shells = shellsByLigands(histogram, labels)
  const most = Math.max(...shells, 0)
  return most > 0 ? shells.lastIndexOf(most) : null
}

/** [ligands] → shells */
function shellsByLigands(
  histogram: ArrayLike<number>,
  labels: readonly (string | number)[],
): number[] {
  const shells: number[] = []
  for (const [bin, label] of labels.entries()) {
    const ligands = ligandsIn(String(label))
    while (shells.length <= ligands) shells.push(0)
    shells[ligands]! += histogram[bin]!
  }
  return shells
}
