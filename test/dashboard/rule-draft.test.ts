import { expect, test } from 'vitest'
import { ChannelRule } from '../../collector/settings/channels.ts'
import type { RuleFilter } from '../../collector/settings/rule-filter.ts'
import {
  fieldsOf,
  movedUp,
  type RuleDraft,
  readRule,
  writeRule,
} from '../../dashboard/views/settings/rule-draft.ts'

const EMAIL: RuleFilter = ['is', 'medium', ['email', 'newsletter']]

test('conditions are edited as values between commas and written back', () => {
  const rule = {
    channel: 'Letters',
    when: [EMAIL, ['matches', 'landing_page', ['/lp/*']]] satisfies RuleFilter[],
  }
  const draft = readRule(rule)
  expect(draft.conditions).toEqual([
    { operator: 'is', subject: 'medium', values: 'email, newsletter' },
    { operator: 'matches', subject: 'landing_page', values: '/lp/*' },
  ])
  expect(writeRule(draft)).toEqual(rule)
})

test.each<[string, RuleFilter]>([
  ['a nested condition', ['or', [EMAIL, ['is', 'source', ['mailchimp']]]]],
  ['what is not so', ['not', EMAIL]],
  ['an absent value', ['is', 'campaign', [null]]],
  ['an absent value among others', ['is', 'medium', ['email', null]]],
  ['a value with a comma', ['contains', 'campaign', ['sale, 2 for 1']]],
  ['a value with space around it', ['is', 'source', [' mail']]],
  ['an empty value', ['is', 'source', ['']]],
  ['a number', ['is', 'campaign', [2026]]],
])('%s, which the form cannot write, is kept as it is', (_, condition) => {
  const rule = { channel: 'Letters', when: [condition] }
  const draft = readRule(rule)
  expect(draft).toEqual({ channel: 'Letters', conditions: [], kept: [condition] })
  expect(writeRule(draft)).toEqual(rule)
})

test('what is kept stands behind what is edited, where a refusal of it names its place', () => {
  const kept: RuleFilter = ['not', ['is', 'source', ['x']]]
  const draft = readRule({ channel: 'Letters', when: [kept, EMAIL] })
  expect(writeRule(draft).when).toEqual([EMAIL, kept])
  expect(fieldsOf(draft, 2)).toEqual(['rules.2.channel', 'rules.2.when.0'])
})

test('a new rule has one condition to fill in, which the API refuses while it is empty', () => {
  const draft = readRule({ channel: '', when: [] })
  expect(draft.conditions).toEqual([{ operator: 'is', subject: 'source', values: '' }])
  const { success } = ChannelRule.safeParse(writeRule({ ...draft, channel: 'Letters' }))
  expect(success).toBe(false)
})

test.each([
  ['fb,facebook.com', ['fb', 'facebook.com']],
  [' fb , , facebook.com ,', ['fb', 'facebook.com']],
  ['one value', ['one value']],
  [' , ,', []],
])('"%s" is the values %j', (values, meant) => {
  const draft: RuleDraft = {
    channel: 'Social',
    conditions: [{ operator: 'is', subject: 'source', values }],
    kept: [],
  }
  expect(writeRule(draft).when).toEqual([['is', 'source', meant]])
})

test('a rule goes one place up; the first stays, and so does all where there is no such rule', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((channel) => readRule({ channel, when: [EMAIL] }))
  if (!(a && b && c)) throw new Error('three drafts')
  const names = (drafts: readonly RuleDraft[]) => drafts.map(({ channel }) => channel).join('')
  expect(names(movedUp([a, b, c], 1))).toBe('bac')
  expect(names(movedUp([a, b, c], 2))).toBe('acb')
  expect(names(movedUp([a, b, c], 0))).toBe('abc')
  expect(names(movedUp([a, b, c], 3))).toBe('abc')
})
