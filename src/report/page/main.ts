import type { PageData } from '../page-data.ts'
import { DARK, LIGHT } from '../palette.ts'
import { showBox } from './box.ts'
import { showPlots } from './plots.ts'

/** Behind the box, as in the style of the page. */
const ON_LIGHT = { background: '#f4f5f7', ink: LIGHT.ink }
const ON_DARK = { background: '#1e242b', ink: DARK.ink }
const ON_PAPER = { background: LIGHT.paper, ink: LIGHT.ink }

const data = JSON.parse(document.getElementById('data')!.textContent!) as PageData

document.documentElement.classList.add('live')
const plots = showPlots(data.plots)
const place = document.querySelector<HTMLElement>('[data-box]')
const box = place === null || data.box === null ? null : showBox(place, data.box)

const dark = matchMedia('(prefers-color-scheme: dark)')
const paint = () => {
  box?.paint(dark.matches ? ON_DARK : ON_LIGHT)
  return plots.paint(dark.matches)
}
dark.addEventListener('change', paint)
addEventListener('beforeprint', () => {
  box?.paint(ON_PAPER)
  void plots.paint(false)
})
addEventListener('afterprint', paint)
await paint()
document.documentElement.dataset.ready = 'yes'
