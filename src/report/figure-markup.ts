import type { BoxData } from './box-data.ts'
import { type Html, html, lowered } from './html.ts'
import type { OfferedPlot, PlotSection } from './plot.ts'

/** Sections of figures that the script of the page fills. */
export function sectionMarkup({ id, title, plots }: PlotSection): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<div class="figures">
${plots.map(figureMarkup)}
</div>
</section>`
}

function figureMarkup({ plot, choices, first }: OfferedPlot): Html {
  const { id, title, note, isWide = false } = plot
  return html`<figure id="plot-${id}" class="figure${isWide ? ' wide' : ''}">
<div class="figure-head"><h3>${lowered(title)}</h3>${choiceMarkup(title, choices, first)}<div class="tools"></div></div>
<div class="plot"></div>
<figcaption>${lowered(note)}</figcaption>
</figure>`
}

function choiceMarkup(title: string, choices: OfferedPlot['choices'], first = 0): Html {
  if (choices === undefined) return html``
  const options = choices.map((choice, index) => {
    return index === first
      ? html`<option selected>${choice.title}</option>`
      : html`<option>${choice.title}</option>`
  })
  return html`<select aria-label="What to show in: ${title}">${options}</select>`
}

/** Links to the sections of a page. */
export function contentsMarkup(
  sections: readonly { readonly id: string; readonly title: string }[],
): Html {
  const links = sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)
  return html`<nav aria-label="Sections"><ul>${links}</ul></nav>`
}

/** The place of the 3-D view, with its legend. */
export function boxMarkup({ species, views, first }: BoxData): Html {
  const { configuration } = views[first]!
  const edge = 2 * configuration.cells * configuration.halfCellAngstrom
  const hasBonds = views.some((view) => view.configuration.replicas[0]!.hydrogenBonds.length > 0)
  const select =
    views.length < 2
      ? html``
      : html`<select aria-label="Which configuration to show">${views.map(({ label }, index) => (index === first ? html`<option selected>${label}</option>` : html`<option>${label}</option>`))}</select>`
  return html`<figure class="box" data-box>
<div class="stage"><canvas tabindex="0" role="img" aria-label="The simulated box in three dimensions: ${species.map(({ printed }) => printed).join(', ')}. Arrow keys turn it, plus and minus zoom, 0 goes back, n and p step through the ions."></canvas>
<p class="picked" role="status"></p><p class="no-3d">This browser cannot draw in three dimensions; figures/box.svg can be made with <code>entrolyte report --figures</code>.</p></div>
<div class="legend" role="group" aria-label="What is shown in the box">
${species.map(({ name, printed, color }) => html`<label><input type="checkbox" data-show="${name}" checked><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7" fill="${color}"/></svg><span class="name">${printed}</span> <span class="count" data-count="${name}"></span></label>`)}
${hasBonds ? html`<label><input type="checkbox" data-show="bonds" checked><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M1 12 15 4" stroke="#7c8794" stroke-width="3"/></svg>hydrogen bonds <span class="count" data-count="bonds"></span></label>` : html``}
${species.some(({ charge }) => charge !== 0) ? html`<label><input type="checkbox" data-show="labels">labels</label>` : html``}
${select}
</div>
<figcaption>The last configuration, a periodic cube of ${(edge / 10).toFixed(2)} nm; vacant sites are not drawn. <span class="hint">Drag or use the arrow keys to turn it; click a particle to see what it touches.</span></figcaption>
</figure>`
}
