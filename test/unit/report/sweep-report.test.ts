import { expect, test } from 'vitest'
import type { ResultRecord } from '../../../src/evaluate/record.ts'
import { axesOf, placeOf, settingText } from '../../../src/report/axis.ts'
import { runPlots } from '../../../src/report/run-plots.ts'
import { viewOf } from '../../../src/report/run-source.ts'
import { sweepReport } from '../../../src/report/sweep-report.ts'
import {
  type DonePoint,
  donePoints,
  rungPoints,
  type SweepSource,
  sourceOf,
  warningsOf,
} from '../../../src/report/sweep-source.ts'
import { smallRun } from '../../support/small-run.ts'
import { smallSweep } from '../../support/small-sweep.ts'

const source = smallRun()
const { record } = source

test.each([
  [{ ZnCl2: '2 mol/kg', LiCl: '1 mol/kg' }, '2 mol/kg ZnCl₂ + 1 mol/kg LiCl'],
  [{}, 'none'],
  [['random', 'ice'], 'random, ice'],
  [12, '12'],
  [null, 'none'],
])('the setting %j reads %s', (value, text) => expect(settingText(value)).toBe(text))

/** The run with two temperatures more, whose energies are known. */
function withLadder(): ResultRecord {
  const rungs = [250, record.scenario.temperature, 350].map((temperature) => ({
    temperature,
    discardedSweeps: [0, 0, 0],
    observables:
      temperature === record.scenario.temperature
        ? record.observables
        : { energyPerWater: { ...record.observables.energyPerWater!, value: -temperature } },
    warnings: temperature === 250 ? [{ code: 'too-few-samples', message: 'few' }] : [],
  }))
  const exchanges = [{ between: [250, 350] as const, attempts: 8, accepted: 2, share: 0.25 }]
  return { ...record, ladder: { rungs, exchanges, roundTrips: [3, 4] } }
}

/** A sweep over salts alone, each point with a ladder. */
function ladders(): SweepSource {
  const { record: sweep, points } = sourceOf(smallSweep(source))
  const salts = [{}, { ZnCl2: '2 mol/kg' }]
  const chosen = salts.map((value, k) => ({
    entry: { ...points[k]!.entry, settings: { 'composition.salts': value } },
    run: { ...source, record: withLadder(), configuration: () => null },
  }))
  const entries = chosen.map(({ entry }) => entry)
  return {
    record: { ...sweep, axes: ['composition.salts'], points: entries },
    points: chosen,
  }
}

test('each temperature of a ladder is a point with its own numbers and warnings', () => {
  const points = donePoints(ladders())
  const [first] = points as [DonePoint]
  const rungs = rungPoints([first])
  expect(rungs.map((rung) => rung.record.scenario.temperature)).toEqual([
    250,
    record.scenario.temperature,
    350,
  ])
  expect(rungs[2]!.record.observables.energyPerWater!.value).toBe(-350)
  expect(rungs[1]!.record.observables).toBe(record.observables)
  expect(rungs.every((rung) => rung.record.ladder === undefined)).toBe(true)
  expect(warningsOf(first)).toHaveLength(record.warnings.length + 1)
  const axes = axesOf(['composition.salts', 'temperature'], rungPoints(points))
  expect(axes.map(({ title }) => title)).toEqual(['salts', 'temperature / K'])
  expect(placeOf(rungs[0]!, axes)).toBe('no salt, 250 K')
})

test('a sweep over salts with ladders is drawn against both, lines first', () => {
  const { body, drawing } = sweepReport(ladders(), [])
  const plot = (id: string) => drawing.plots.find((offered) => offered.plot.id === id)!.plot
  const cooled = plot('energyPerWater-temperature').rows
  expect(cooled.filter(({ x }) => x === 350)).toEqual(
    ['no salt', '2 mol/kg ZnCl₂'].map((series) => {
      return expect.objectContaining({ series, value: -350 })
    }),
  )
  expect(plot('energyPerWater-composition-salts').rows.map(({ x }) => x)).toContain('no salt')
  expect(plot('map').rows).toHaveLength(6)
  expect(drawing.plots.findIndex(({ plot }) => plot.id === 'any-temperature')).toBeLessThan(
    drawing.plots.findIndex(({ plot }) => plot.id === 'any-composition-salts'),
  )
  expect(body.markup).not.toContain('{&quot;')
  expect(body.markup.match(/<th scope="row" class="code">/g)).toHaveLength(6)
})

test('a run with a ladder is drawn along it, and one without is not', () => {
  const sections = (run: ResultRecord) => runPlots(viewOf({ ...source, record: run }))
  expect(sections(record).map(({ id }) => id)).not.toContain('ladder')
  const ladder = sections(withLadder()).find(({ id }) => id === 'ladder')!
  const any = ladder.plots.find(({ plot }) => plot.id === 'any-temperature')!
  const energies = any.choices!.find(({ title }) => title === 'Energy per water / kJ/mol')!.values
  expect([energies[0], energies[2]]).toEqual([-250, -350])
  const exchanges = ladder.plots.find(({ plot }) => plot.id === 'ladder-exchanges')!.plot
  expect(exchanges.rows).toEqual([{ from: 250, to: 350, attempts: 8, share: 0.25 }])
  expect(exchanges.note).toContain('3 and 4')
})
