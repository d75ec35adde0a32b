import './page.ts'
import { expect, test } from 'vitest'
import { ExperimentInput } from '../../collector/settings/experiments/definition.ts'
import { said as en } from '../../dashboard/texts/en/experiment-said.ts'
import { said as zh } from '../../dashboard/texts/zh/experiment-said.ts'
import { experimentText } from '../../dashboard/views/experiments/refusals.ts'

const TWO = [{ key: 'control' }, { key: 'b' }]
const changing = (change: object) => ({
  variants: [{ key: 'control' }, { key: 'b', changes: [change] }],
})

/** What the form says of the only thing that is wrong with an experiment. */
function saidOf(wrong: object): string {
  const whole = { key: 'hero', name: 'Hero', variants: TWO, ...wrong }
  const { error } = ExperimentInput.safeParse(whole)
  return experimentText(error?.issues[0]?.message ?? '')
}

test.each<[string, object, string]>([
  [
    'weights of 90 %',
    {
      variants: [
        { key: 'control', weight: 0.5 },
        { key: 'b', weight: 0.4 },
      ],
    },
    en.weights('90'),
  ],
  ['one key twice', { variants: [{ key: 'b' }, { key: 'b' }] }, en.twice('b')],
  ['a key with a blank', { key: 'a b' }, en.key],
  [
    'no selector',
    changing({ op: 'text', selector: 'h1 >>> (', value: 'x' }),
    en.selector('h1 >>> ('),
  ],
  [
    'code in an attribute',
    changing({ op: 'attribute', selector: 'a', name: 'onclick', value: 'x' }),
    en.runs,
  ],
  ['no classes', changing({ op: 'class', selector: 'a', value: '' }), en.classes],
  [
    'a redirect that does more',
    {
      variants: [
        { key: 'control' },
        {
          key: 'b',
          changes: [
            { op: 'redirect', value: '/b' },
            { op: 'css', value: 'a{}' },
          ],
        },
      ],
    },
    en.alone('b'),
  ],
  [
    'a change in an A/A test',
    { same: true, ...changing({ op: 'css', value: 'a{}' }) },
    en.changed('b'),
  ],
  ['a comma in a page', { target: { urls: ['/a,b'] } }, en.comma],
  ['the layer of the holdout', { layer: 'holdout' }, en.holdout],
  ['a range that is none', { layer: 'a', layer_range: [0.5, 0.5] }, en.range],
])('%s is said in the form’s words', (_, wrong, expected) => {
  expect(saidOf(wrong)).toBe(expected)
})

test('what is not known is said as it is, and every language has every sentence', () => {
  expect(experimentText('nobody has thought of this')).toBe('nobody has thought of this')
  expect(Object.keys(zh)).toEqual(Object.keys(en))
})
