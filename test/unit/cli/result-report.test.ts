import pc from 'picocolors'
import { expect, test } from 'vitest'
import { formatResult } from '../../../src/cli/result-report.ts'
import { smallRun } from '../../support/small-run.ts'

const { record } = smallRun()

test('what a run prints fits 80 columns and leaves nothing out', () => {
  const files = ['result.json', 'series.csv', 'distributions.json', 'scenario.resolved.yaml']
  const place = { directory: 'results/small', files: [...files, ...files], report: 'report.html' }
  const text = formatResult(record, place, pc.createColors(false))
  const lines = text.split('\n')
  expect(lines.filter((line) => line.length > 80)).toEqual([])
  for (const name of Object.keys(record.observables)) expect(text).toContain(`  ${name} `)
  for (const move of Object.keys(record.moves)) expect(text).toContain(`  ${move} `)
  const files80 = text.slice(text.indexOf('written to'), text.indexOf('look at'))
  expect(files80.split(/[\s,]+/).filter((word) => files.includes(word))).toHaveLength(8)
})
