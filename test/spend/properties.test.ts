import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../collector/refusal.ts'
import { readSpendFile } from '../../collector/spend/read-file.ts'
import { added, totalsOf } from '../../collector/spend/row.ts'
import { ASKED, exported } from './file.ts'

test('no file whatever throws anything but a refusal', () => {
  const header = fc.constantFrom(
    '',
    'date,source,cost\n',
    'Day\tCost\tImpr.\n',
    '\uFEFFdate;cost\n',
  )
  fc.assert(
    fc.property(header, fc.string({ unit: 'binary', maxLength: 200 }), (head, text) => {
      try {
        readSpendFile(Buffer.from(head + text), ASKED)
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
  )
})

test('a file cut off anywhere is refused, told, or whole up to there', () => {
  const whole = exported('google-english.csv')
  const rows = readSpendFile(whole, ASKED).rows.length
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length }), (end) => {
      try {
        expect(readSpendFile(whole.subarray(0, end), ASKED).rows.length).toBeLessThanOrEqual(rows)
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
  )
})

const row = fc.record({
  day: fc.constantFrom('2026-08-01', '2026-08-02'),
  source: fc.constantFrom('google', 'Google', ' bing'),
  medium: fc.constantFrom(null, 'cpc'),
  campaign: fc.constantFrom(null, 'a', 'A ', 'b'),
  content: fc.constant(null),
  term: fc.constant(null),
  campaign_id: fc.constant(null),
  amount: fc.integer({ min: -1e6, max: 1e6 }),
  currency: fc.constantFrom('EUR', 'USD'),
  clicks: fc.option(fc.nat(100)),
  impressions: fc.constant(null),
})

test('adding rows of equal keys loses no cent in any currency', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(totalsOf(added(rows))).toEqual(totalsOf(rows))
    }),
  )
})
