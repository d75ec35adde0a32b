import { z } from 'zod'
import { moneyOn } from './accounts/money.ts'
import { SubscriptionNow, subscriptionsNow } from './accounts/subscriptions-now.ts'
import { changesUntil } from './customers/changes.ts'
import { findPerson, VisitCursor, visitRows, visitsOfAccount } from './person/person-visits.ts'
import { TimelineVisit, timelineOf } from './person/timeline.ts'
import { daysFor, dayToday, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { Meta } from './question/request.ts'

export const AccountTimelineRequest = z.strictObject({
  account: z.string().min(1).max(200),
  /** Visits on a page. */
  limit: z.int().min(1).max(100).default(20),
  cursor: VisitCursor.nullish(),
})
export type AccountTimelineRequest = z.infer<typeof AccountTimelineRequest>

export const AccountTimelineAnswer = z.object({
  meta: Meta,
  account: z.object({
    account: z.string(),
    /** As `PUT` keeps them; empty where nothing was said. */
    owner: z.string(),
    note: z.string(),
    /** What servers said of it. */
    traits: z.record(z.string(), z.unknown()).nullable(),
    /** Those that run first, of these the dearest; then those that have ended. */
    subscriptions: z.array(SubscriptionNow),
  }),
  /** Visits of its people, and what is its own, newest first. */
  items: z.array(TimelineVisit),
  next: z.string().nullable(),
})
export type AccountTimelineAnswer = z.infer<typeof AccountTimelineAnswer>

/** What all people of an account did, visit by visit, and what it pays for. */
export async function accountTimeline(
  context: ReportContext,
  { account, limit, cursor }: AccountTimelineRequest,
): Promise<AccountTimelineAnswer> {
  const found = await findPerson(context, `account:${account}`)
  const all = await questionOf(context, await daysFor(context, 'all'), [])
  const question = { ...all, visits: visitsOfAccount(context, found) }
  const { visits, next } = await visitRows(context, question.visits, { limit, cursor })
  const changes = await changesUntil(context, context.now)
  const own = changes.filter(({ customer }) => customer === found.number)
  const money = await moneyOn(context, dayToday(context))
  const notes = await context.settings.accountNotes()
  const subscriptions = subscriptionsNow(own, { at: context.now, money })
  return {
    meta: { ...metaOf(context, question), unconverted: money.unconverted() },
    account: {
      account,
      ...{ owner: '', note: '', ...notes.get(account) },
      traits: found.traits === null ? null : JSON.parse(found.traits),
      subscriptions,
    },
    items: await timelineOf(context, question, visits),
    next,
  }
}
