import { expect, test } from 'vitest'
import { groupWarnings } from '../../../src/report/warnings.ts'

const about = (code: string, observable: string) => {
  return { code, observable, message: `${observable} is ${code}` }
}

test('each kind is told once, the gravest first, unknown kinds last', () => {
  const groups = groupWarnings([
    { code: 'of-tomorrow', message: 'New.' },
    about('too-few-samples', 'a'),
    { code: 'frozen', message: 'Replica 1 is ice.' },
    about('too-few-samples', 'b'),
    { code: 'frozen', message: 'Replica 2 is ice.' },
  ])
  expect(groups).toEqual([
    {
      code: 'frozen',
      title: 'Water has crystallised',
      message: 'Replica 1 is ice. Replica 2 is ice.',
      about: null,
      others: [],
    },
    {
      code: 'too-few-samples',
      title: 'Too few independent measurements',
      message: 'a is too-few-samples',
      about: 'a',
      others: ['b'],
    },
    { code: 'of-tomorrow', title: 'of-tomorrow', message: 'New.', about: null, others: [] },
  ])
})

test('what was measured too few times is not also said to be out of equilibrium', () => {
  const groups = groupWarnings([
    about('not-equilibrated', 'a'),
    about('not-equilibrated', 'b'),
    about('too-few-samples', 'a'),
  ])
  expect(groups.map(({ code, about: name }) => [code, name])).toEqual([
    ['not-equilibrated', 'b'],
    ['too-few-samples', 'a'],
  ])
})
