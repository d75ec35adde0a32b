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
