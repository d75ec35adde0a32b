import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSpendFile } from '../../collector/spend/read-file.ts'
import { importBeside, spendText } from '../../dashboard/spend-refusals.ts'
import { spendSaid as en } from '../../dashboard/texts/en/spend-said.ts'
import { spendSaid as zh } from '../../dashboard/texts/zh/spend-said.ts'
import { ASKED } from '../spend/file.ts'

/** What the reader of files says of one, refusals and doubts. */
function saidOf(bytes: Uint8Array): string[] {
  try {
    const { refused, warnings } = readSpendFile(bytes, ASKED)
    return [...refused.map(({ reason }) => reason), ...warnings]
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

const file = (name: string) => readFileSync(`test/spend/files/${name}`)
const text = (content: string) => Buffer.from(content)

test.each([
  ['a Spanish file', file('meta-spanish.csv')],
  ['a report of a period', file('meta-period.csv')],
  ['a report whose total is more', file('meta-daily.csv')],
  ['a report that may be incomplete', file('microsoft.csv')],
  ['a report of UTC', file('linkedin.csv')],
  ['shifted cells', file('second-bom.tsv')],
  ['a file that is cut off', file('truncated.csv')],
  ['own names', file('own-names.csv')],
  ['no cost', text('Campaign,Clicks,Day\nBrand,3,2026-08-01\n')],
  ['no days', text('Campaign,Cost,Impr.\nBrand,3.00,5\n')],
  ['no rows', text('date,source,cost\n')],
  ['no sender', text('date,cost\n2026-08-01,3.00\n')],
  ['a sign of many', text('date,source,cost\n2026-08-01,google,$3.00\n')],
  ['both orders', text('date,source,cost\n8/14/2026,google,3\n14/8/2026,google,3\n')],
  ['a day that is none', text('date,source,cost,currency\n2026-02-30,google,3,EUR\n')],
  ['a number that is none', text('date,source,cost,currency\n2026-02-03,google,much,EUR\n')],
  ['a currency that is none', text('date,source,cost,currency\n2026-02-03,google,1,EUX\n')],
])('what is said of %s is said in the reader’s language', (_, bytes) => {
  for (const said of saidOf(bytes)) {
    expect(spendText(said, zh), said).toMatch(/[\u4E00-\u9FFF]/u)
    expect(spendText(said, en)).not.toBe('')
  }
})

test('what is not known is said as it came', () => {
  expect(spendText('something new', zh)).toBe('something new')
})

test('the import that a file would add to is known by its name', () => {
  const warning =
    'the import "Meta "EU" Ads" has the same source on some of these days; their costs add up'
  expect(importBeside(warning)).toBe('Meta "EU" Ads')
  expect(importBeside('a spreadsheet has rounded the campaign ids')).toBeUndefined()
})
