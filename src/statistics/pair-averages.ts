/** The averages of neighbours (0, 1), (2, 3) ...: half as many, an odd last value is left out. */
export function pairAverages(series: Float64Array): Float64Array {
  const averages = new Float64Array(series.length >>> 1)
  for (let i = 0; i < averages.length; i++) {
    averages[i] = 0.5 * (series[2 * i]! + series[2 * i + 1]!)
  }
  return averages
}
