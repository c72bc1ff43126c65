import type { PageData } from '../page-data.ts'
import { showBox } from './box.ts'
import { showPlots } from './plots.ts'

const data = JSON.parse(document.getElementById('data')!.textContent!) as PageData

document.documentElement.classList.add('live')
const plots = showPlots(data.plots)
const place = document.querySelector<HTMLElement>('[data-box]')
const box = place === null || data.box === null ? null : showBox(place, data.box)

const dark = matchMedia('(prefers-color-scheme: dark)')
const paint = (isDark: boolean) => {
  box?.paint()
  return plots.paint(isDark)
}
dark.addEventListener('change', () => paint(dark.matches))
// Paper is white.
addEventListener('beforeprint', () => paint(false))
addEventListener('afterprint', () => paint(dark.matches))
await paint(dark.matches)
document.documentElement.dataset.ready = 'yes'
