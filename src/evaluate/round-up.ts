/** To two digits, upwards: 13000 for 12345. */
export function roundUp(sweeps: number): number {
  let unit = 1
  while (sweeps / unit >= 100) unit *= 10
  return Math.ceil(sweeps / unit) * unit
}
