/**
 * `count` contiguous blocks of equal length, as views of the series; up to count - 1 samples at its
 * beginning, the least equilibrated ones, are left out.
 * @throws RangeError unless there is at least one sample a block.
 */
export function seriesBlocks(series: Float64Array, count: number): Float64Array[] {
  const length = Math.floor(series.length / count)
  if (!(length >= 1)) throw new RangeError(`${series.length} samples make no ${count} blocks`)
  const first = series.length - count * length
  return Array.from({ length: count }, (_, k) =>
    series.subarray(first + k * length, first + (k + 1) * length),
  )
}
