import { describe, expect, test } from 'vitest'
import type { ImportedDay } from '../../../collector/imported/imported-day.ts'
import { titleIn } from '../../../collector/moving/days/path-in.ts'
import { PLAUSIBLE, readDays } from './files.ts'
import { zip } from './zip.ts'

const of = (days: readonly ImportedDay[], table: string) =>
  days.filter((one) => one.table === table)

describe('Plausible’s zip', () => {
  test('is known by its tables, each of which is read', async () => {
    const { format, days, rejected } = await readDays('export.zip', zip(PLAUSIBLE))
    expect(format).toBe('plausible')
    expect(rejected).toEqual([
      {
        file: 'imported_custom_events_20260501_20260502.csv',
        line: 5,
        reason: 'a pageview, which the table of pages tells',
        text: '2026-05-01,pageview,,,1,2',
      },
    ])
    expect(new Set(days.map(({ table }) => table)).size).toBe(11)
    expect(of(days, 'visitors')[0]).toEqual({
      ...{ table: 'visitors', date: '2026-05-01', values: {} },
      sums: { visitors: 8, visits: 10, pageviews: 25, bounces: 4, visit_duration: 600 },
    })
  })

  test('says where visits came from by tags, click id or referrer', async () => {
    const { days } = await readDays('export.zip', zip(PLAUSIBLE))
    const none = { source: null, medium: null, campaign: null, content: null, term: null }
    expect(of(days, 'sources').map(({ values }) => values)).toEqual([
      { ...none, click_id: null, referrer: 'google.com' },
      {
        ...{ source: 'newsletter', medium: 'email', campaign: 'May, "big" sale', content: 'top' },
        ...{ term: null, click_id: null, referrer: null },
      },
      { ...none, click_id: null, referrer: null },
      { ...none, click_id: 'gclid', referrer: null },
      { ...none, click_id: null, referrer: 'news.ycombinator.com' },
    ])
  })

  test('tells pages and addresses without what our own are stored without', async () => {
    const pages = ['/u/ann@example.org?q=1', `/reset/${'a1'.repeat(20)}`, '/plain'].map(
      (page) => `2026-05-01,example.com,${page},1,1,1`,
    )
    const values = [
      'url,https://ann:pass@x.example/a?token=1',
      'url,javascript:alert(1)',
      'who,ann',
    ].map((value) => `2026-05-01,${value},1,1`)
    const { days } = await readDays(
      'export.zip',
      zip({
        'imported_pages.csv': ['date,hostname,page,visits,visitors,pageviews', ...pages].join('\n'),
        'imported_custom_props.csv': ['date,property,value,visitors,events', ...values].join('\n'),
      }),
    )
    expect(of(days, 'pages').map((one) => one.values.page)).toEqual([
      '/u/[email]',
      '/reset/[token]',
      '/plain',
    ])
    expect(of(days, 'custom_props').map((one) => one.values.value)).toEqual([
      'https://x.example/a',
      'javascript:',
      'ann',
    ])
    expect(titleIn('Hello ann@example.org')).toBe('Hello [email]')
  })

  test('says the rest in our words', async () => {
    const { days } = await readDays('export.zip', zip(PLAUSIBLE))
    const values = (table: string) => of(days, table).map((one) => one.values)
    expect(values('pages').slice(0, 2)).toEqual([
      { hostname: 'example.com', page: '/' },
      { hostname: 'example.com', page: '/caf%C3%A9' },
    ])
    expect(values('entry_pages')).toEqual([{ landing_page: '/' }])
    expect(of(days, 'entry_pages')[0]?.sums.visits).toBe(10)
    expect(of(days, 'exit_pages')[0]?.sums.visits).toBe(10)
    expect(values('custom_events')).toEqual([
      { event: 'Signup' },
      { event: 'outbound' },
      { event: 'notfound' },
    ])
    expect(values('custom_props')).toEqual([
      { property: 'plan', value: 'pro' },
      { property: 'plan', value: null },
    ])
    expect(values('locations')).toEqual([
      { country: 'DE', region: 'BE', city: '2950159' },
      { country: null, region: null, city: null },
    ])
    expect(values('devices')).toEqual([{ device: 'desktop' }, { device: 'mobile' }])
    expect(values('browsers')).toEqual([
      { browser: 'Edge', browser_version: '124' },
      { browser: null, browser_version: null },
    ])
    expect(values('operating_systems')).toEqual([
      { os: 'Mac OS', os_version: '10.15' },
      { os: 'Linux', os_version: null },
    ])
  })
})

describe('older layouts', () => {
  test('tell fewer columns, and what they do not tell stays untold', async () => {
    const { days, rejected } = await readDays(
      'old.zip',
      zip({
        'imported_pages.csv':
          'date,visitors,pageviews,exits,time_on_page,page\n2023-01-01,4,9,3,120,/a\n',
        'imported_browsers.csv':
          'date,visitors,visits,bounces,visit_duration,browser\n2023-01-01,4,5,1,90,Chrome\n',
        'imported_locations.csv':
          'date,country,visitors,visits,bounces,visit_duration\n2023-01-01,FR,4,5,1,90\n',
        'imported_custom_events.csv': 'date,name,visitors,events\n2023-01-01,Signup,1,2\n',
        'imported_sources.csv':
          'date,source,utm_medium,utm_campaign,visitors,visits,bounces,visit_duration\n2023-01-01,DuckDuckGo,,,4,5,1,90\n',
      }),
    )
    expect(rejected).toEqual([])
    expect(days).toContainEqual({
      ...{ table: 'pages', date: '2023-01-01', values: { page: '/a' } },
      sums: { visitors: 4, pageviews: 9 },
    })
    expect(of(days, 'browsers')[0]?.values).toEqual({ browser: 'Chrome' })
    expect(of(days, 'locations')[0]).toMatchObject({
      values: { country: 'FR' },
      sums: { visits: 5 },
    })
    expect(of(days, 'locations')[0]?.values).not.toHaveProperty('city')
    expect(of(days, 'sources')[0]?.values).toMatchObject({
      source: 'duckduckgo',
      medium: 'organic',
    })
  })

  test('a table alone, under another name, is known by its columns', async () => {
    const [name, text] = Object.entries(PLAUSIBLE)[2] ?? []
    const { days } = await readDays('my pages.csv', text ?? '')
    expect(name).toContain('pages')
    expect(of(days, 'pages')).toHaveLength(3)
    const totals = Object.values(PLAUSIBLE)[0] ?? ''
    expect(of((await readDays('x.csv', totals)).days, 'visitors')).toHaveLength(2)
  })

  test('windows’ line ends, a mark of byte order, folders and macOS’ own files do no harm', async () => {
    const text = `\uFEFF${PLAUSIBLE['imported_visitors_20260501_20260502.csv']}`.replaceAll(
      '\n',
      '\r\n',
    )
    const { days, rejected } = await readDays(
      'x.zip',
      zip({
        'export/imported_visitors_20260501_20260502.csv': text,
        '__MACOSX/._imported_visitors.csv': 'x',
      }),
    )
    expect([days.length, rejected]).toEqual([2, []])
  })
})

describe('what is no day', () => {
  const HEAD = 'date,visitors,pageviews,bounces,visits,visit_duration\n'
  test.each([
    [
      '31/05/2026,1,1,1,1,1',
      'a date like 05/06/2026, of which the day cannot be told from the month; write it as 2026-06-05',
    ],
    ['31.13.2026,1,1,1,1,1', 'no date'],
    ['2026-02-30,1,1,1,1,1', 'no date'],
    ['2026-05-01,-1,1,1,1,1', 'visitors is no whole number'],
    ['2026-05-01,1,1,1,1e9,1', 'visits is no whole number'],
    ['2026-05-01,1,1.5,1,1,1', 'pageviews is no whole number'],
    ['2026-05-01,1', 'a number of cells that is not that of the columns'],
    [`2026-05-01,1,1,1,${'9'.repeat(30)},1`, 'visits is no whole number'],
  ])('%s: %s', async (line, reason) => {
    const { days, rejected } = await readDays('x.csv', `${HEAD}${line}\n2026-05-01,1,2,0,1,60\n`)
    expect(days).toHaveLength(1)
    expect(rejected).toMatchObject([{ line: 2, reason, text: line }])
  })

  test('a zip with another file beside says so, and a zip without a table is none', async () => {
    const visitors = PLAUSIBLE['imported_visitors_20260501_20260502.csv'] ?? ''
    const { days, rejected } = await readDays(
      'x.zip',
      zip({ 'imported_visitors.csv': visitors, 'readme.txt': 'hello' }),
    )
    expect(days).toHaveLength(2)
    expect(rejected).toEqual([{ line: 1, file: 'readme.txt', reason: 'no table of Plausible’s' }])
    await expect(readDays('x.zip', zip({ 'readme.txt': 'hello' }))).rejects.toThrow('whose file')
    await expect(readDays('x.csv', 'a,b\n1,2\n', 'plausible')).rejects.toThrow(
      'no file of Plausible',
    )
  })

  test('half a zip', async () => {
    const whole = zip(PLAUSIBLE)
    await expect(readDays('x.zip', whole.subarray(0, whole.length - 100))).rejects.toThrow(
      'cut off',
    )
  })
})
