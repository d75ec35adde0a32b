import './page.ts'
import { expect, test } from 'vitest'
import { sentencesOf } from '../../collector/reports/customers/doubts.ts'
import { forgottenSentences } from '../../collector/reports/customers/forgotten.ts'
import { olderSentences } from '../../collector/reports/customers/months.ts'
import { doubtText } from '../../dashboard/views/customers-revenue/doubt-text.ts'

const doubted = (doubt: 'never_begun' | 'two_customers', ids: number) =>
  sentencesOf(Array.from({ length: ids }, () => ({ doubt })))[0] ?? ''

test.each([
  [
    doubted('never_begun', 1),
    '1 subscription never began. An end came without a beginning: what it brought is in no sum.',
  ],
  [
    doubted('never_begun', 3),
    '3 subscriptions never began. An end came without a beginning: what it brought is in no sum.',
  ],
  [
    doubted('two_customers', 1),
    '1 subscription of several customers. The id is active at several customers at once: each of them counts.',
  ],
  [
    doubted('two_customers', 2),
    '2 subscriptions of several customers. The id is active at several customers at once: each of them counts.',
  ],
])(
  '"%s" is said where no ids are shown, and left to their list where they are',
  (warning, said) => {
    expect(doubtText(warning, false)).toBe(said)
    expect(doubtText(warning, true)).toBeUndefined()
  },
)

test('what the report warns of is said in the reader’s words', () => {
  const [older = ''] = olderSentences({ names: ['2016-11'], before: [0] })
  expect(doubtText(older, true)).toContain('What was before is in the start of November 2016')
  const unrated = 'what customers pay in CHF has no rate: filters by customer:mrr take it as 0'
  expect(doubtText(unrated, true)).toContain('What customers pay in CHF has no rate')
  const [forgotten = ''] = forgottenSentences({ retention_days: 400 })
  expect(doubtText(forgotten, true)).toContain('Events of more than 400 days ago are deleted')
  expect(doubtText('spend in SEK has no rate and is in no CAC', true)).toBe(
    'Spend in SEK has no rate and is in no CAC.',
  )
  expect(doubtText('something new', true)).toBe('something new')
})
