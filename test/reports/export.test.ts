import { afterEach, expect, test } from 'vitest'
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

test('a copy keeps the order of events of one instant, though their ids say another', async () => {
  const site = await openSite()
  const at = '2026-11-02T10:00:00'
  const ids = ['zz-landing', 'mm-second', 'aa-third']
  const tags = '?utm_source=google&utm_medium=cpc'
  // As a body that tells of them in this order is numbered.
  site.take(ids.map((id, i) => ({ id, at, nth: i, path: `/${id}${i === 0 ? tags : ''}` })))
  const question = {
    period: { from: '2026-11-02', to: '2026-11-02' },
    metrics: ['visits'],
    dimensions: ['channel', 'landing_page', 'exit_page'],
  }
  const before = (await site.stats(question)).rows
  expect(before).toMatchObject([
    { channel: 'Paid Search', landing_page: '/zz-landing', exit_page: '/aa-third' },
  ])
  const text = await exported(site)
  expect(text.split('\n').map((line) => line && JSON.parse(line).nth)).toEqual([
    undefined,
    1,
    2,
    '',
  ])
  const copy = await openSite()
  copy.takeLines(text.trimEnd().split('\n').reverse().join('\n'))
  expect((await copy.stats(question)).rows).toEqual(before)
  expect(await exported(copy)).toBe(text)
})
