import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelsPreviewAnswer } from '../../collector/reports/channels-preview.ts'
import type { DataQualityAnswer } from '../../collector/reports/data-quality.ts'
import { replaceAliases } from '../../collector/settings/aliases.ts'
import { type ChannelRule, replaceChannelRules } from '../../collector/settings/channels.ts'
import { openSettings } from '../../collector/settings/tables.ts'
import { eventStore } from '../../collector/store/sqlite/event-store.ts'
import { reclassify } from '../../collector/store/sqlite/maintenance.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { DOMAIN, type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }

beforeAll(async () => {
  site = await reportedSite({}, '2026-11-20T12:00:00Z')
  site.take([
    {
      id: 'twice-sent',
      at: '2026-11-02T10:00:00',
      visitor: 'ann',
      path: '/?utm_source=partner&utm_medium=weird',
    },
    {
      id: 'twice-sent',
      at: '2026-11-02T10:00:00',
      visitor: 'ann',
      path: '/?utm_source=partner&utm_medium=weird',
    },
    { at: '2026-11-03T10:00:00', visitor: 'bob', path: '/lp?gclid=abc' },
    { at: '2026-11-03T10:00:00', visitor: 'cyd', path: '/lp?gclid=def&utm_campaign=named' },
    {
      at: '2026-11-03T10:00:00',
      visitor: 'fay',
      path: '/lp?gclid=ghi&utm_source=google&utm_medium=cpc',
    },
    { at: '2026-11-03T10:00:00', visitor: 'gus', path: '/?fbclid=jkl' },
    {
      at: '2026-11-03T10:00:00',
      visitor: 'dan',
      path: '/?utm_source=x&utm_medium=email&utm_campaign={name}',
    },
    { at: '2026-11-03T10:00:00', visitor: 'eve', path: '/', id: 'short' },
    { name: 'pageview', at: '2026-11-03T10:00:00', visitor: 'eve' },
  ])
})
afterAll(() => site.close())

test('what intake dropped and doubted is counted by reason', async () => {
  const answer = (await site.run('data-quality', { period: NOVEMBER })) as DataQualityAnswer
  expect(answer.accepted).toBe(6)
  expect(answer.duplicates).toBe(1)
  expect(answer.duplicate_share).toBe(1 / 7)
  expect(answer.rejected_totals).toEqual([
    { reason: 'invalid_id', count: 1 },
    { reason: 'invalid_url', count: 1 },
  ])
  expect(answer.warnings.map(({ reason, count }) => [reason, count]).toSorted()).toEqual([
    ['unexpanded_macro', 1],
    ['unknown_medium', 1],
  ])
  expect(answer.untagged_paid_clicks).toEqual([
    { click_id: 'gclid', channel: 'Paid Search', visits: 1 },
  ])
})

test('a preview tells which rule moves how many visits, and changes nothing', async () => {
  const rules = [
    { channel: 'Partners', when: [['is', 'source', ['partner']]] },
    { channel: 'Paid Search', when: [['is', 'click_id', ['gclid']]] },
    { channel: 'Landings', when: [['matches', 'landing_page', ['/lp*']]] },
  ]
  const answer = (await site.run('channels/preview', {
    period: NOVEMBER,
    rules,
  })) as ChannelsPreviewAnswer
  expect(answer.rules).toEqual([
    { channel: 'Partners', matches: 1, moves: 1 },
    { channel: 'Paid Search', matches: 3, moves: 0 },
    { channel: 'Landings', matches: 0, moves: 0 },
  ])
  expect(answer.moved).toBe(1)
  expect(answer.moves).toEqual([{ from: 'Unassigned', to: 'Partners', visits: 1 }])
  await replaceChannelRules(site.settings, site.id, { rules: [] })
})

test('a number in a rule is its text', async () => {
  const numbers = await reportedSite()
  const rules: ChannelRule[] = [{ channel: 'Year', when: [['is', 'campaign', [2026]]] }]
  // Intake looks for settings when another connection has written.
  const other = openDatabase(numbers.path)
  await replaceChannelRules(openSettings(other), numbers.id, { rules })
  other.close()
  numbers.take([{ at: '2026-11-02T10:00:00', path: '/?utm_source=x&utm_campaign=2026' }])
  const { rows } = await numbers.stats({
    period: NOVEMBER,
    metrics: ['visits'],
    dimensions: ['channel'],
  })
  expect(rows).toEqual([{ channel: 'Year', visits: 1 }])
  expect(await numbers.run('channels/preview', { period: NOVEMBER, rules })).toMatchObject({
    rules: [{ channel: 'Year', matches: 1, moves: 0 }],
  })
  numbers.close()
})

test('visits with broken tags are counted once, under the filters in force', async () => {
  const asked = async (filters: object[]) =>
    ((await site.run('data-quality', { period: NOVEMBER, filters })) as DataQualityAnswer)
      .broken_tags
  expect(await asked([])).toEqual({
    visits: 2,
    kinds: [
      { kind: 'unexpanded_macro', visits: 1 },
      { kind: 'unknown_medium', visits: 1 },
    ],
  })
  expect(await asked([['is', 'medium', ['email']]])).toMatchObject({ visits: 1 })
  expect(await asked([['is', 'page', ['/lp']]])).toEqual({ visits: 0, kinds: [] })
})

test('what an alias or a channel rule has mended is broken no more, what looks like a slip is', async () => {
  const mended = await reportedSite()
  const visit = (visitor: string, path: string) => ({ at: '2026-11-02T10:00:00', visitor, path })
  mended.take([
    visit('a', '/?utm_source=partner&utm_medium=weird'),
    visit('b', '/?utm_source=news&utm_medium=emial'),
    visit('c', '/?utm_source=gooogle&utm_medium=cpc'),
    ...Array.from({ length: 5 }, (_, i) => visit(`g${i}`, '/?utm_source=google&utm_medium=cpc')),
  ])
  const asked = async (filters: object[] = []) => {
    const answer = await mended.run('data-quality', { period: NOVEMBER, filters })
    return (answer as DataQualityAnswer).broken_tags
  }
  expect(await asked()).toEqual({
    visits: 3,
    kinds: [
      { kind: 'unknown_medium', visits: 2 },
      { kind: 'misspelt', visits: 1 },
    ],
  })
  // Also where what was meant is out of view.
  expect(await asked([['is', 'source', ['gooogle']]])).toMatchObject({ visits: 1 })
  const rules = [{ channel: 'Partners', when: [['is', 'source', ['partner']]] }] as ChannelRule[]
  const aliases = { source: { gooogle: 'google' }, medium: { emial: 'email' }, campaign: {} }
  await replaceAliases(mended.settings, mended.id, aliases)
  await replaceChannelRules(mended.settings, mended.id, { rules })
  reclassify(mended.db, eventStore(mended.db, Date.now), DOMAIN)
  expect(await asked()).toEqual({ visits: 0, kinds: [] })
  mended.close()
})
