import { ofAllBefore } from '../known-until.ts'
import type { ReportsPort } from '../reports/port.ts'
import { listGoals } from '../settings/goals.ts'
import type { Site } from '../settings/sites.ts'
import type { Settings } from '../settings/tables.ts'
import { contentOf } from './content.ts'
import { factsFor } from './facts.ts'
import type { Interval, Per } from './schedule.ts'
import type { Language } from './texts/languages.ts'
import type { Content } from './told.ts'
import { type Subscription, subscriptionToken } from './unsubscribed.ts'

/** What a digest is made of. */
export interface DigestRoom {
  settings: Settings
  reports: Pick<ReportsPort, 'run'>
  /** Where people reach the server. */
  origin: string
}

export interface Told {
  site: Site
  per: Per
  interval: Interval
  language: Language
}

/** What a site's digest says of an interval. Rejects as its reports do, and with KnownUntil while they know not all of it. */
export async function tell(
  { settings, reports, origin }: DigestRoom,
  { site, per, interval, language }: Told,
  signal?: AbortSignal,
): Promise<Content> {
  const options = { patient: true, ...(signal && { signal }) }
  const ask = async (report: string, request: object) =>
    ofAllBefore(interval.over, await reports.run(report, site.domain, request, options))
  const goals = await listGoals(settings, Number(site.id))
  const has_spend = await wasSpent(settings, Number(site.id))
  const facts = await factsFor(ask, { site, goals, has_spend, per, interval })
  return contentOf({ facts, site, per, interval, language, origin })
}

async function wasSpent(settings: Settings, site: number): Promise<boolean> {
  const row = await settings
    .selectFrom('spend_day')
    .select('site')
    .where('site', '=', site)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Where a receiver leaves. */
export function unsubscribeUrl(
  { settings, origin }: Pick<DigestRoom, 'settings' | 'origin'>,
  subscription: Subscription,
): string {
  return `${origin}/u/${subscriptionToken(settings, subscription)}`
}
