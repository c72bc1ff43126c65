import { typesetUnit } from '../species-name.ts'

/** In place of the title of an axis that the page fills in. */
export const AXIS_TITLE = '{axis title}'

/** A name with its unit; plots have no lowered letters, and underscores are no better. */
export function axisTitleOf(name: string, unit: string): string {
  const title = unit === '' ? name : `${name} / ${typesetUnit(unit)}`
  return title.replaceAll('_', '')
}
