import { z } from 'zod'
import { csvCell } from '../csv-cell.ts'
import { Refusal } from '../refusal.ts'
import type { Goal } from '../settings/goals.ts'
import type { OfflineFile } from '../settings/offline.ts'
import { fixedWorth } from './facts/event-money.ts'
import { adjustments } from './offline/adjust.ts'
import { adjustmentTable, conversionTable, fileOf, type Table } from './offline/columns.ts'
import {
  AD_PLATFORMS,
  type AdPlatform,
  AdPlatformName,
  KINDS,
  type Kind,
  TAKES,
} from './offline/platforms.ts'
import { clicksOf, eventsOf, ordersOf } from './offline/reading.ts'
import { type Happened, REASONS, type Reason, sortOut } from './offline/sort-out.ts'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { isPaying } from './question/filters.ts'
import { goalNamed } from './question/goal-named.ts'
import type { Question } from './question/question.ts'
import { common, Meta } from './question/request.ts'

/** Google Ads takes no longer ones. A spreadsheet would run it, or the file be led astray: then it would be another name. */
const PlatformsOwnName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !/^"?'|[\r\n]/u.test(csvCell(name)), {
    message: 'a conversion name begins with a letter or a number and has one line',
  })

export const OfflineRequest = z.strictObject({
  platform: AdPlatformName,
  /** Name or id. */
  goal: z.string().min(1).max(200),
  kind: z.enum(KINDS).default('conversions'),
  period: common.period,
  /** What the platform calls the conversion; remembered. Without it the last one, or the goal's. */
  name: PlatformsOwnName.optional(),
  /** Also what went out before. */
  repeat: z.boolean().default(false),
})
type OfflineRequest = z.infer<typeof OfflineRequest>

export const OfflineAnswer = z.object({
  meta: Meta,
  platform: z.enum(AD_PLATFORMS),
  kind: z.enum(KINDS),
  goal: z.object({ id: z.string(), name: z.string() }),
  name: z.string(),
  /** Lines of the file. */
  rows: z.int(),
  /** Events that they tell of: several refunds of an order are one line. */
  events: z.int(),
  left_out: z.array(z.object({ reason: z.enum(REASONS), events: z.int() })),
  /** The first lines as they stand in the file. */
  columns: z.array(z.string()),
  sample: z.array(z.array(z.string())),
})
export type OfflineAnswer = z.infer<typeof OfflineAnswer>

/** The same with the file, and what is remembered of it. */
export const MadeOffline = z.object({
  answer: OfflineAnswer,
  file: z.string(),
  sent: z.array(z.string()),
})
export type MadeOffline = z.infer<typeof MadeOffline>

const MOST_EVENTS = 100_000
const MOST_SHOWN = 5

/** What of a goal goes out to an ad platform, and why the rest does not. Throws a 422 for more than 100,000 events. */
export async function offlineConversions(
  context: ReportContext,
  request: OfflineRequest,
): Promise<MadeOffline> {
  requireAdjustable(request)
  const whole = await questionOf(context, await daysFor(context, request.period), [])
  const goal = goalNamed(request.goal, whole.goals)
  const asked = { request, goal, question: { ...whole, counted: [goal] } }
  const name = await nameFor(context, asked)
  const made = await MAKE[request.kind](context, asked, name)
  const { platform, kind } = request
  const { rows, columns } = made.table
  const answer: OfflineAnswer = {
    meta: metaOf(context, asked.question),
    platform,
    kind,
    goal: { id: goal.id, name: goal.name },
    name,
    rows: rows.length,
    events: made.sent.length,
    left_out: told(made.leftOut),
    columns: [...columns],
    sample: rows.slice(0, MOST_SHOWN).map((row) => [...row]),
  }
  return { answer, file: fileOf(made.table), sent: made.sent }
}

function requireAdjustable({ platform, kind }: OfflineRequest): void {
  if (kind === 'conversions' || TAKES[platform].adjusts) return
  const known = AD_PLATFORMS.filter((one) => TAKES[one].adjusts).join(' and ')
  throw new Refusal(422, `${platform} takes no adjustments; ${known} do`)
}

interface Asked {
  request: OfflineRequest
  goal: Goal
  /** Counts the goal alone. */
  question: Question
}

async function nameFor({ settings }: ReportContext, { request, goal }: Asked): Promise<string> {
  const { platform } = request
  if (request.name !== undefined) return request.name
  const name = (await settings.offlineName({ platform, goal: goal.id })) ?? goal.name
  if (PlatformsOwnName.safeParse(name).success) return name
  throw new Refusal(
    422,
    'name: the goal’s own cannot be one of a platform; give the one that it has there',
  )
}

interface Made {
  table: Table
  sent: string[]
  leftOut: ReadonlyMap<Reason, number>
}

type Make = (context: ReportContext, asked: Asked, name: string) => Promise<Made>

const MAKE: Record<Kind, Make> = {
  conversions: async (context, { request, goal, question }, name) => {
    const { platform, repeat } = request
    const { conversions } = await found(question)
    const sent = await sentOf(context, { platform, goal, kind: 'conversions' }, conversions)
    const clicks = await clicksOf(question, TAKES[platform], whoOf(conversions))
    const { rows, leftOut } = sortOut(conversions.map(worthOf(goal, question)), {
      takes: TAKES[platform],
      now: context.now,
      paying: isPaying(goal),
      clicksOf: (who) => clicks.get(who) ?? [],
      isSent: (id) => !repeat && sent.has(id),
    })
    const { timezone } = context.site
    const table = conversionTable(platform, rows, { name, timezone })
    return { table, sent: rows.map(({ id }) => id), leftOut }
  },
  adjustments: async (context, { request, goal, question }) => {
    const { platform, repeat } = request
    const { refunds } = await found(question)
    const orders = refunds.length > 0 ? await ordersOf(context, question) : new Map()
    const sales: Happened[] = [...orders.values()].flatMap(({ sale }) => sale ?? [])
    const of = { platform, goal }
    const sold = await sentOf(context, { ...of, kind: 'conversions' }, sales)
    const gone = await sentOf(context, { ...of, kind: 'adjustments' }, refunds)
    const clicks = await clicksOf(question, TAKES[platform], whoOf(sales))
    const { rows, leftOut } = adjustments(refunds, {
      takes: TAKES[platform],
      now: context.now,
      orderOf: ({ order }) => orders.get(order ?? ''),
      clicksOf: (who) => clicks.get(who) ?? [],
      sentAs: (id) => sold.get(id),
      isTold: (id) => !repeat && gone.has(id),
    })
    const table = adjustmentTable(platform, rows, context.site)
    return { table, sent: rows.flatMap((row) => row.refunds), leftOut }
  },
}

async function found(question: Question) {
  const events = await eventsOf(question, MOST_EVENTS)
  if (events) return events
  const most = MOST_EVENTS.toLocaleString('en')
  throw new Refusal(
    422,
    `the period has more than ${most} events of this goal; ask for a shorter one`,
  )
}

async function sentOf(
  { settings }: ReportContext,
  { platform, goal, kind }: { platform: AdPlatform; goal: Goal; kind: Kind },
  events: readonly Happened[],
): Promise<Map<string, string>> {
  return await settings.offlineSent(
    { platform, goal: goal.id, kind },
    events.map(({ id }) => id),
  )
}

function whoOf(events: readonly Happened[]): Set<number> {
  return new Set(events.map(({ who }) => who))
}

/** What an event is worth under the goal, in the currency that it was paid in. */
function worthOf({ value }: Goal, question: Question): (one: Happened) => Happened {
  if (value === 'revenue') return (one) => one
  if (value === 'none') return (one) => ({ ...one, amount: null, currency: null })
  const { currency } = question
  const amount = fixedWorth(value, question)
  return (one) => ({ ...one, amount, currency })
}

/** In the order of the list of reasons. */
function told(leftOut: Made['leftOut']): OfflineAnswer['left_out'] {
  return REASONS.flatMap((reason) => {
    const events = leftOut.get(reason) ?? 0
    return events > 0 ? [{ reason, events }] : []
  })
}

/** What is to be remembered of a file that goes out. */
export function fileToStore({ answer, sent }: MadeOffline, repeat: boolean): OfflineFile {
  const { platform, kind, goal, name, rows, meta } = answer
  const days = { first: meta.from, last: meta.to }
  return { platform, kind, goal: goal.id, name, rows, ...days, events: sent, repeat }
}
