import { describe, expect, test } from 'vitest'
import { readDays } from './files.ts'

const EXPLORATION = `# ----------------------------------------
# Free form 1
# Example shop-Free form
# 20260501-20260502
# ----------------------------------------

Date,Session source / medium,Total users,Sessions,Engaged sessions,Average session duration,Views,Event count
,,13,16,9,,37,90,Grand total
20260501,google / cpc,8,10,6,60.04,25,60
20260501,(direct) / (none),2,2,1,0,4,10
20260502,github.com / referral,3,"1,004",2,10.5,8,20
`

describe('GA4’s CSV', () => {
  test('of an exploration by date: sums, without the grand total', async () => {
    const { format, days, rejected } = await readDays('data-export.csv', EXPLORATION)
    expect(format).toBe('ga4')
    expect(rejected).toEqual([])
    expect(days).toEqual([
      {
        ...{ table: 'sources', date: '2026-05-01', values: { source: 'google', medium: 'cpc' } },
        sums: {
          ...{ visitors: 8, visits: 10, pageviews: 25, events: null, bounces: 4 },
          visit_duration: 600,
        },
      },
      {
        ...{ table: 'sources', date: '2026-05-01', values: { source: null, medium: null } },
        sums: expect.objectContaining({ visits: 2, bounces: 1, visit_duration: null }),
      },
      {
        ...{ table: 'sources', date: '2026-05-02' },
        values: { source: 'github.com', medium: 'referral' },
        sums: expect.objectContaining({ visits: 1004, bounces: 1002, visit_duration: 10_542 }),
      },
    ])
  })

  test('of a report by the days since its start, and of one day', async () => {
    const nth = `# Start date: 20260430
# End date: 20260502
Nth day,Active users,Sessions
0000,5,6
0002,7,8
`
    expect((await readDays('x.csv', nth)).days).toMatchObject([
      { table: 'visitors', date: '2026-04-30', sums: { visitors: 5, visits: 6 } },
      { table: 'visitors', date: '2026-05-02', sums: { visitors: 7, visits: 8 } },
    ])
    const day = `# Start date: 20260501
# End date: 20260501
Country,Active users,Sessions,Bounce rate
Germany,5,6,0.5
Grand total,5,6,0.5
(not set),1,1,100%
`
    expect((await readDays('x.csv', day)).days).toMatchObject([
      { table: 'locations', values: { country: 'DE' }, sums: { visits: 6, bounces: 3 } },
      { table: 'locations', values: { country: null }, sums: { visits: 1, bounces: 1 } },
    ])
  })

  test('with several tables, each with its notes', async () => {
    const notes = '# Start date: 20260501\n# End date: 20260502\n'
    const text = `${notes}Date,Event name,Event count,Total users
20260501,sign_up,3,2
20260501,session_start,9,8
20260501,file_download,2,1

${notes}Date,Page path and screen class,Views
20260501,/a?x=1,5
20260501,(not set),1

${notes}Country,Active users
Germany,3
`
    const { days, rejected } = await readDays('x.csv', text)
    expect(days).toMatchObject([
      { table: 'custom_events', values: { event: 'sign_up' }, sums: { events: 3, visitors: 2 } },
      { table: 'custom_events', values: { event: 'download' }, sums: { events: 2 } },
      { table: 'pages', values: { page: '/a' }, sums: { pageviews: 5, visits: null } },
    ])
    expect(days[2]?.values).toEqual({ page: '/a' })
    expect(rejected.map(({ reason }) => reason)).toEqual([
      'an event that GA4 makes by itself',
      'no page',
      'sums of several days; add the dimension Date in an exploration and export that',
    ])
  })

  test('with room for a grand total behind the columns, and blank lines at the end', async () => {
    const text = `Date,Operating system with version,Active users,Sessions
20260501,Macintosh 10.15,3,4,
20260501,Android 14,5,6,
(other),(other),1,1,
,,8,10,Grand total


`
    const { days, rejected } = await readDays('x.csv', text)
    expect(days).toMatchObject([
      { table: 'operating_systems', values: { os: 'Mac OS', os_version: '10.15' } },
      { table: 'operating_systems', values: { os: 'Android', os_version: '14' } },
    ])
    expect(rejected).toMatchObject([{ line: 4, reason: 'no date' }])
  })

  test.each([
    ['Date,Country,Device category,Sessions\n20260501,Germany,mobile,3', 'sums by several things'],
    ['Date,Gender,Sessions\n20260501,female,3', 'sums by Gender, which is not known here'],
    ['Country,20260501,20260502,Sessions\nGermany,1,2,3', 'days stand in columns'],
    ['Date,Country,Sessions\n2026,Germany,3', 'no date'],
    ['Date,Country,Sessions\n20260501,Germany,many', 'visits is no whole number'],
  ])('%s: %s', async (text, reason) => {
    const { days, rejected } = await readDays('x.csv', `# 20260501-20260502\n${text}\n`)
    expect(days).toEqual([])
    expect(rejected).toMatchObject([{ reason: expect.stringContaining(reason) }])
  })
})
