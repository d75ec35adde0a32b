import { describe, expect, test } from 'vitest'
import { readDays } from './files.ts'

/** As a spreadsheet saves a table anew: its separator, its line ends, and cells up to the longest row. */
function savedAnew(text: string, separator: string, mark = '\uFEFF'): string {
  const rows = text.split('\n').map((line) => line.split(','))
  const width = Math.max(...rows.map((cells) => cells.length))
  const padded = rows.map((cells) => [...cells, ...Array(width - cells.length).fill('')])
  return mark + padded.map((cells) => cells.join(separator)).join('\r\n')
}

const GA4 = `# ----------------------------------------
# Free form 1
# 20260501-20260502
# ----------------------------------------

Date,Session source / medium,Total users,Sessions,Engaged sessions,Average session duration
,,13,16,9,,Grand total
20260501,google / cpc,8,10,6,60.5
20260502,github.com / referral,3,1004,2,10.25
`

const PLAUSIBLE = `date,page,visitors,pageviews,visits
2026-05-01,/,1204,2500,1300
2026-05-02,/pricing,5,12,6
`

describe('a table that a spreadsheet has saved anew says the same', () => {
  test.each([';', '\t', ','])('of GA4, with %j between its cells', async (separator) => {
    const { days, rejected } = await readDays('x.csv', GA4)
    expect([days.length, rejected]).toEqual([2, []])
    const decimals = separator === ';' ? GA4.replaceAll('.5\n', '#5\n').replace('.25', '#25') : GA4
    const text = savedAnew(decimals, separator).replaceAll('#5', ',5').replaceAll('#25', ',25')
    expect(await readDays('x.csv', text)).toEqual({ format: 'ga4', days, rejected })
  })

  test.each([';', '\t', ','])('of Plausible, with %j between its cells', async (separator) => {
    const { days } = await readDays('x.csv', PLAUSIBLE)
    for (const [from, to] of [
      ['1204', '1.204'],
      ['2026-05-01', '01.05.2026'],
      ['2026-05-01', '2026/05/01'],
      ['', ''],
    ] as const) {
      const text = `sep=${separator}\r\n${savedAnew(PLAUSIBLE.replace(from, to), separator, '')}`
      const read = await readDays('x.csv', text)
      expect(read).toEqual({ format: 'plausible', days, rejected: [] })
    }
  })
})

test('numbers with a comma for decimals are read as such where cells are parted by semicolons', async () => {
  const text = `Date;Sessions;Average session duration;Bounce rate
20260501;"1.000";"1.234,5";"43,21 %"
20260502;10;1,234;"0,5"
`
  const { days } = await readDays('x.csv', text)
  expect(days.map(({ sums }) => sums)).toMatchObject([
    { visits: 1000, visit_duration: 1_234_500, bounces: 432 },
    { visits: 10, visit_duration: 12, bounces: 5 },
  ])
})
