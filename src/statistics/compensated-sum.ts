/**
 * The sum of the values in their order, with the rounding errors summed beside it and added last
 * (Neumaier 1974): its error hardly grows with their number. 0 for none.
 */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}
