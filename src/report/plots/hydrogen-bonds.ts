import { amount, DATA, errorRule, interval, names, type Plot, short } from '../plot.ts'
import type { RunView } from '../run-source.ts'

const PARTNERS = [
  ['straight', 'water, straight', '#0072b2'],
  ['bent', 'water, bent', '#56b4e9'],
  ['anion', 'an anion', '#009e73'],
  ['solvent', 'another solvent', '#cc79a7'],
  ['free', 'nothing', '#e69f00'],
] as const

export function hydrogenBondPlots(view: RunView): Plot[] {
  return [...bondCounts(view), ...armPartners(view), ...bondStates(view)]
}

function bondCounts({ record }: RunView): Plot[] {
  const rows = ['0', '1', '2', '3', '4', '5+'].flatMap((bonds) => {
    const { value, standardError } = record.observables[`hydrogenBondShare:${bonds}`] ?? {}
    if (value === undefined || value === null) return []
    const error = short(standardError ?? 0)
    return [{ bonds, share: short(value), error, ...interval(value, standardError) }]
  })
  if (rows.length === 0) return []
  const x = names('bonds', 'hydrogen bonds to other waters', { axis: { labelAngle: 0 } })
  return [
    {
      id: 'hydrogen-bonds',
      title: 'How many hydrogen bonds has a water?',
      note: 'Donated and accepted, to other waters. Lines are one standard error to each side.',
      spec: {
        data: DATA,
        layer: [
          {
            mark: 'bar',
            encoding: { x, y: amount('share', 'share of waters', { axis: { format: '.0%' } }) },
          },
          errorRule('y', { x }),
        ],
      },
      rows,
      headers: { bonds: 'hydrogen bonds', share: 'share of waters', error: 'standard error' },
    },
  ]
}

function armPartners({ record }: RunView): Plot[] {
  const rows = PARTNERS.flatMap(([kind, partner]) => {
    const { value, standardError } = record.observables[`hydroxyl:${kind}`] ?? {}
    if (value === undefined || value === null) return []
    return [{ all: '', partner, share: short(value), error: short(standardError ?? 0) }]
  })
  if (rows.length === 0) return []
  return [
    {
      id: 'hydroxyls',
      title: 'What does an O–H arm point at?',
      note: 'Shares of all O–H arms. “Nothing” is a free OH, as Raman spectra see it.',
      spec: {
        data: DATA,
        height: 56,
        mark: { type: 'bar', cornerRadius: 0 },
        encoding: {
          x: amount('share', 'share of O–H arms', {
            axis: { format: '.0%' },
            scale: { domain: [0, 1] },
          }),
          y: names('all', null, { axis: null }),
          color: names('partner', null, {
            scale: {
              domain: PARTNERS.map(([, name]) => name),
              range: PARTNERS.map(([, , color]) => color),
            },
            legend: { columns: 3, values: rows.map(({ partner }) => partner) },
          }),
          order: { field: 'index' },
        },
      },
      rows: rows.map((row, index) => ({ ...row, index })),
      headers: {
        partner: 'O–H arm points at',
        share: 'share of O–H arms',
        error: 'standard error',
      },
    },
  ]
}

function bondStates({ distributions }: RunView): Plot[] {
  const { bins, share, standardError } = distributions.hydrogenBondState ?? { share: null }
  if (!share || !bins) return []
  const rows = bins.map((bin, k) => {
    const [, donated = '', accepted = ''] = /^D(\d)A(\d)$/.exec(String(bin)) ?? []
    return { donated, accepted, share: short(share[k]!), error: short(standardError?.[k] ?? 0) }
  })
  const most = Math.max(...share)
  const encoding = {
    x: names('accepted', 'bonds accepted', { axis: { labelAngle: 0, grid: false } }),
    y: names('donated', 'O–H arms bonded', { axis: { grid: false } }),
  }
  return [
    {
      id: 'hydrogen-bond-states',
      title: 'Which hydrogen-bond states occur?',
      note: 'Waters by O–H arms that point at a partner (rows) and bonds accepted (columns): in ice 2 and 2.',
      spec: {
        data: DATA,
        height: { step: 46 },
        layer: [
          {
            mark: { type: 'rect', stroke: '#ffffff', strokeWidth: 2 },
            encoding: {
              ...encoding,
              color: amount('share', null, {
                scale: { range: 'ramp', domain: [0, short(most)] },
                legend: null,
              }),
            },
          },
          {
            mark: { type: 'text', fontSize: 12 },
            encoding: {
              ...encoding,
              text: { field: 'share', type: 'quantitative', format: '.1%' },
              color: {
                condition: { test: `datum.share > ${short(0.45 * most)}`, value: '#ffffff' },
                value: '#1d2126',
              },
            },
          },
        ],
      },
      rows,
      headers: {
        donated: 'O–H arms bonded',
        accepted: 'bonds accepted',
        share: 'share of waters',
        error: 'standard error',
      },
    },
  ]
}
