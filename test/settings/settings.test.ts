import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAnnotation, listAnnotations } from '../../collector/settings/annotations.ts'
import { ChannelRules, replaceChannelRules } from '../../collector/settings/channels.ts'
import { Exclusions, replaceExclusions } from '../../collector/settings/exclusions.ts'
import { addGoal, GoalInput, listGoals, replaceGoal } from '../../collector/settings/goals.ts'
import { loadIntakeSites, settingsVersion } from '../../collector/settings/intake-site.ts'
import { listRates, storeRates } from '../../collector/settings/rates.ts'
import { addSite, changeSite, removeSite, SiteInput } from '../../collector/settings/sites.ts'
import { openSettings, type Settings } from '../../collector/settings/tables.ts'
import type { Connection } from '../../collector/store/sqlite/open.ts'
import { freshDatabase } from '../fresh-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'tributary-settings-'))
const at = Date.UTC(2026, 0, 1)
let db: Connection
let settings: Settings

beforeAll(() => {
  db = freshDatabase(join(folder, 'tributary.sqlite'))
  settings = openSettings(db)
})

afterAll(async () => {
  await settings.destroy()
  rmSync(folder, { recursive: true })
})

const site = (domain: string) => addSite(settings, SiteInput.parse({ domain }), at)

describe('a site', () => {
  test('takes the documented defaults', async () => {
    expect(await site('Example.COM')).toEqual({
      id: expect.any(String),
      domain: 'example.com',
      name: 'example.com',
      timezone: 'UTC',
      currency: 'USD',
      visit_timeout_minutes: 30,
      split_on_campaign: true,
      week_start: 'monday',
      identity: 'cookieless',
      hostnames: [],
      retention_days: null,
      max_amount: null,
      trust_traits: false,
      main_goal: null,
      holdout: 0,
      holdout_since: null,
      umami_website_id: null,
      script: {
        auto: ['pageview', 'engagement', 'outbound', 'download'],
        hash: false,
        do_not_track: false,
        query: [],
        clicks: [],
      },
      created_at: '2026-01-01T00:00:00.000Z',
    })
  })

  test('is unique by its domain', async () => {
    await site('twice.example')
    await expect(site('twice.example')).rejects.toMatchObject({ status: 409 })
  })

  test('has a website id of Umami’s that no other has, also where two are given it at once', async () => {
    const [one, other] = [await site('one.example'), await site('other.example')]
    const umami_website_id = '94db1cb1-74f4-4a40-ad6c-962362670409'
    await changeSite(settings, one, { umami_website_id })
    const path = 'umami_website_id'
    const refused = { status: 409, errors: [{ path, message: expect.stringContaining('already') }] }
    await expect(changeSite(settings, other, { umami_website_id })).rejects.toMatchObject(refused)
    await changeSite(settings, one, { umami_website_id: null })
    const both = [one, other].map((of) => changeSite(settings, of, { umami_website_id }))
    const told = await Promise.allSettled(both)
    expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(told.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused })
  })

  test('keeps what a change leaves out', async () => {
    const before = await site('change.example')
    const after = await changeSite(settings, before, { timezone: 'Europe/Berlin' })
    expect(after).toEqual({ ...before, timezone: 'Europe/Berlin' })
  })

  test('takes its settings with it when it goes', async () => {
    const gone = await site('gone.example')
    await addAnnotation(
      settings,
      Number(gone.id),
      { day: '2026-01-02', to: null, color: null, text: 'Launch' },
      at,
    )
    await removeSite(settings, gone)
    expect(await listAnnotations(settings, Number(gone.id))).toEqual([])
  })

  test.each([
    [{ domain: 'https://example.com' }, 'domain'],
    [{ domain: 'a b' }, 'domain'],
    [{ domain: 'a.example', timezone: 'Europe/Atlantis' }, 'timezone'],
    [{ domain: 'a.example', timezone: '+02:00' }, 'timezone'],
    [{ domain: 'a.example', currency: 'XXQ' }, 'currency'],
    [{ domain: 'a.example', visit_timeout_minutes: 4 }, 'visit_timeout_minutes'],
    [{ domain: 'a.example', visit_timeout_minutes: 241 }, 'visit_timeout_minutes'],
  ])('%j is refused at %s', (input, path) => {
    expect(SiteInput.safeParse(input).error?.issues[0]?.path).toEqual([path])
  })

  test.each([
    ['münchen.example', 'xn--mnchen-3ya.example'],
    ['EXAMPLE.com.', 'example.com'],
    ['localhost', 'localhost'],
  ])('%s is stored as %s', (given, stored) => {
    expect(SiteInput.parse({ domain: given }).domain).toBe(stored)
  })
})

test('a goal is an event or a page, not both and not neither', () => {
  expect(GoalInput.safeParse({ name: 'x', event: 'A', page: '/a' }).success).toBe(false)
  expect(GoalInput.safeParse({ name: 'x' }).success).toBe(false)
})

test('a replaced goal forgets what the new one leaves out', async () => {
  const { id } = await site('goal.example')
  const input = GoalInput.parse({
    name: 'Buy',
    event: 'Buy',
    where: [['is', 'prop:plan', ['pro']]],
  })
  const goal = await addGoal(settings, Number(id), input, at)
  await replaceGoal(
    settings,
    Number(id),
    goal.id,
    GoalInput.parse({ name: 'Buy', page: '/thanks' }),
  )
  expect(await listGoals(settings, Number(id))).toEqual([
    { id: goal.id, name: 'Buy', page: '/thanks', value: 'none', count: 'every' },
  ])
})

test('a rate of the same day and currency is replaced', async () => {
  const { id } = await site('rate.example')
  const row = { day: '2026-01-01', currency: 'EUR', rate: 1.1 }
  await storeRates(settings, Number(id), { rows: [row] })
  await storeRates(settings, Number(id), { rows: [{ ...row, rate: 1.2 }] })
  expect(await listRates(settings, Number(id))).toEqual([{ ...row, rate: 1.2 }])
})

test('intake sees the rules of a site and that they changed', async () => {
  const { id } = await site('intake.example')
  const before = settingsVersion(db)
  const rules = ChannelRules.parse({
    rules: [{ channel: 'Partners', when: [['is', 'source', ['acme']]] }],
  })
  await replaceChannelRules(settings, Number(id), rules)
  await replaceExclusions(settings, Number(id), Exclusions.parse({ ips: ['203.0.113.0/24'] }))
  expect(settingsVersion(db)).toBe(before + 2)
  expect(loadIntakeSites(db).get('intake.example')).toMatchObject({
    id: Number(id),
    split_on_campaign: true,
    rules: {
      exclusions: { referrers: [], defaults: true },
      aliases: { source: {}, medium: {}, campaign: {} },
      channels: rules.rules,
    },
    excluded_ips: ['203.0.113.0/24'],
    excluded_hostnames: [],
  })
})
