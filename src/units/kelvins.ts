/** `298.15 K`: a temperature for people, whatever the last bits of its conversion from °C. */
export function formatKelvins(kelvins: number): string {
  return `${Number(kelvins.toFixed(2))} K`
}
