import { expect, test } from 'vitest'
import { planner as en } from '../../dashboard/texts/en/planner.ts'
import { planner as zh } from '../../dashboard/texts/zh/planner.ts'
import { planNotes, stillLocked } from '../../dashboard/views/return/plan-notes.ts'

const WARNINGS = [
  'spend of 12.5 CHF has no rate, and is in no cost',
  'spend of 300 SEK has no rate, and is in no cost',
  'the cost of 2026-03-02, 41.5 USD, is that of the day as it was stored, beside what came until 2026-03-02T10:00:00.000Z',
  '34 % of what Paid Search is credited with comes from visits before the period, whose cost is not in it',
  '20 % of what the row without a value is credited with comes from visits before the period, whose cost is not in it',
  'nothing is locked by "Gone", null and 2 more: no row of the period has that value',
  'what is locked costs 310.00 USD in these days, more than the 155.00 asked about, and is expected to bring what 50 % of its spend does; plan more, or free some of it',
  'something new',
]

function notes(text: typeof en.notes, language: string): string[] {
  return planNotes(WARNINGS, {
    text,
    language,
    channel: (name) => name.toUpperCase(),
    money: (amount, currency) => `${amount} ${currency}`,
    day: (date) => date.slice(5),
  })
}

test('warnings of one kind are one sentence, and an unknown one stays as it is', () => {
  expect(notes(en.notes, 'en')).toEqual([
    'Nothing is locked by "Gone", null and 2 more: no channel of this period is called so.',
    '12.5 CHF and 300 SEK of spend has no rate, and is in no cost here.',
    'The cost of 03-02, 41.5 USD, is that of the whole day as it was imported; its visits are those until now.',
    'Part of what is credited to PAID SEARCH (34%) and what has no name (20%) comes from visits before the period, whose cost is not in it.',
    'something new',
  ])
})

test('they are said in Chinese, too', () => {
  const said = notes(zh.notes, 'zh')
  expect(said).toHaveLength(5)
  expect(said.slice(0, 4).every((note) => /\p{Script=Han}/u.test(note))).toBe(true)
})

test('locks that hold nothing are dropped, the others stay', () => {
  expect(stillLocked(['Paid Search', 'Gone', null, 'Gone away'], WARNINGS)).toEqual([
    'Paid Search',
    'Gone away',
  ])
  expect(stillLocked(['Gone'], [])).toEqual(['Gone'])
})
