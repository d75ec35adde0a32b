import { afterEach, expect, test } from 'vitest'
import { fileRecords } from '../../collector/intake/file-records.ts'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

const sites: ReportedSite[] = []
afterEach(() => {
  for (const site of sites.splice(0)) site.close()
})

async function openSite(): Promise<ReportedSite> {
  const site = await reportedSite()
  sites.push(site)
  return site
}

async function exported(site: ReportedSite): Promise<string> {
  return ((await site.run('export', {})) as { text: string }).text
}

const identify = (at: string, user: string, traits?: object): Line => ({
  name: 'identify',
  at,
  visitor: `browser of ${user}`,
  user,
  ...(traits && { traits }),
})

test('the latest traits of a person come with the event that brought them, and are read back', async () => {
  const site = await openSite()
  site.take([
    identify('2026-11-02T10:00:00', 'ann', { role: 'guest' }),
    identify('2026-11-03T10:00:00', 'ann', { role: 'admin' }),
    identify('2026-11-04T10:00:00', 'ann'),
    identify('2026-11-04T10:00:00', 'bob'),
  ])
  const text = await exported(site)
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ user, traits }) => [user, traits])).toEqual([
    ['ann', undefined],
    ['ann', { role: 'admin' }],
    ['ann', undefined],
    ['bob', undefined],
  ])
  const copy = await openSite()
  copy.takeLines(text)
  expect(await exported(copy)).toBe(text)
})

/** Texts that a spreadsheet would run, or that CSV and lines are parted by. */
const HOSTILE = [
  '=HYPERLINK("https://evil.example")',
  "'=1",
  "''+1",
  '-2+3+cmd|x',
  '@x',
  '＝1',
  '\t=1',
  'a,b;"c"\r\nd\u2028e',
  "'",
  '-5',
]

test('an export in CSV, guarded against formulas, is read back to the same events', async () => {
  const site = await openSite()
  site.take(
    HOSTILE.map((text, i) => ({
      at: `2026-11-02T10:0${i}:00`,
      path: '/caf%C3%A9?utm_source==1',
      name: i === 0 ? 'pageview' : `Paid ${text}`,
      title: text,
      visitor: `visitor ${text}`,
      user: text,
      account: text,
      props: { text, '=key': text, seats: -i, trial: i % 2 === 0 },
      revenue: { amount: '-4.50', currency: 'EUR' },
      interactive: i % 2 === 0,
    })),
  )
  site.take([
    {
      at: '2026-11-02T11:00:00',
      name: 'engagement',
      path: '/',
      of: 'event-000000',
      engaged: 5,
      scroll: 0,
    },
  ])
  const { text: csv } = (await site.run('export', { format: 'csv' })) as { text: string }
  async function* pieces() {
    yield `\uFEFF${csv.slice(0, 100)}`
    yield csv.slice(100)
  }
  const copy = await openSite()
  for await (const { events } of fileRecords(pieces())) {
    if (events.length > 0) copy.takeLines(events.join('\n'))
  }
  expect(await exported(copy)).toBe(await exported(site))
  const cells = csv
    .split(/[,\n](?=(?:[^"]*"[^"]*")*[^"]*$)/u)
    .map((cell) => cell.replace(/^"/u, ''))
  expect(cells.filter((cell) => /^[\s\p{C}]*(?:[=+@＝＋＠]|-(?![\d.]*$))/u.test(cell))).toEqual([])
})

test('an export of nothing has its header', async () => {
  const site = await openSite()
  const { text } = (await site.run('export', { format: 'csv' })) as { text: string }
  expect(text).toMatch(/^id,name,at,url,[a-z_,]+\n$/u)
})
