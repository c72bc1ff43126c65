import { lowerDigits } from './species-name.ts'

/** A setting of a sweep in words: `{ ZnCl2: 2 mol/kg, LiCl: 1 mol/kg }` is 2 mol/kg ZnCl₂ + 1 mol/kg LiCl. */
export function settingText(value: unknown): string {
  if (Array.isArray(value)) return value.map(settingText).join(', ')
  if (typeof value !== 'object' || value === null) return String(value ?? 'none')
  const parts = Object.entries(value).map(([name, amount]) => {
    return `${settingText(amount)} ${lowerDigits(name)}`
  })
  return parts.length === 0 ? 'none' : parts.join(' + ')
}
