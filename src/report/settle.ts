import type { View } from 'vega'

/**
 * Lays a plot out once more: a legend takes as many rows as the plot inside its axes is narrow, which is known
 * only after the first time, and it is the legend that the plot makes room for.
 */
export async function settle(view: View): Promise<void> {
  await view.runAsync()
  await view.resize().runAsync()
}
