import { afterEach, beforeEach, expect, test } from 'vitest'
import { addGoal, removeGoal, replaceGoal } from '../../collector/settings/goals.ts'
import { storeRates } from '../../collector/settings/rates.ts'
import { addSegment, removeSegment, replaceSegment } from '../../collector/settings/segments.ts'
import { addSite, changeSite, removeSite, siteByDomain } from '../../collector/settings/sites.ts'
import type { Versions } from '../../collector/store/port.ts'
import { fileVersions } from '../../collector/store/sqlite/versions.ts'
import { DOMAIN, type ReportedSite, reportedSite } from '../reports/site.ts'

let site: ReportedSite
let versions: Versions
beforeEach(async () => {
  site = await reportedSite()
  versions = fileVersions(site.path)
})
afterEach(() => {
  versions.close()
  site.close()
})

const GOAL = { name: 'Signup', event: 'Signup', value: 1, count: 'every' } as const
const SEGMENT = { name: 'Pricing', filters: [['is', 'page', ['/pricing']]] } as never
const OTHER = { name: 'Pricing', filters: [['is', 'page', ['/docs']]] } as never

async function change(fields: object): Promise<void> {
  await changeSite(site.settings, await siteByDomain(site.settings, DOMAIN), fields)
}

/** What answers stand on besides events; each of these alone makes another version. */
test('every setting that reports read outdates what was answered before', async () => {
  const { settings, id } = site
  let goal = ''
  let segment = ''
  const steps: (() => Promise<unknown>)[] = [
    () => change({ timezone: 'Asia/Tokyo' }),
    () => change({ week_start: 'sunday' }),
    () => change({ currency: 'USD' }),
    () => change({ visit_timeout_minutes: 60 }),
    async () => {
      goal = (await addGoal(settings, id, GOAL, 0)).id
    },
    () => replaceGoal(settings, id, goal, { ...GOAL, value: 2 }),
    () => removeGoal(settings, id, goal),
    async () => {
      segment = (await addSegment(settings, id, SEGMENT, 0)).id
    },
    () => replaceSegment(settings, id, segment, OTHER),
    () => removeSegment(settings, id, segment),
    () => storeRates(settings, id, { rows: [{ day: '2026-11-01', currency: 'GBP', rate: 1.2 }] }),
  ]
  const seen = [versions.of(id, [])]
  for (const step of steps) {
    await step()
    seen.push(versions.of(id, []))
  }
  expect(new Set(seen).size).toBe(steps.length + 1)
})

test('a site that takes the name and the number of one that is gone has no answers of that one', async () => {
  const before = versions.of(site.id, [])
  const gone = await siteByDomain(site.settings, DOMAIN)
  await removeSite(site.settings, gone)
  const { created_at: _, ...input } = gone
  await addSite(site.settings, input, 0)
  expect(versions.site(DOMAIN)?.id).toBe(site.id)
  expect(versions.of(site.id, [])).not.toBe(before)
})
