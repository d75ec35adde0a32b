import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { WireEvent } from '../../tracker/protocol.ts'
import { FIELDS } from '../billing/columns.ts'
import type { BillingLine } from '../billing/line.ts'
import { type BillingFile, readBillingFile } from '../billing/read-file.ts'
import { endOf, type KnownLine, type Told, toldBy } from '../billing/told.ts'
import { whichOf } from '../billing/which.ts'
import { decimalOf } from '../money.ts'
import { listedLines, refusalOfLines, unlistedLines } from '../refused-lines.ts'
import { Flag } from '../settings/flag.ts'
import { mappingInput } from '../settings/mapping-input.ts'
import { changesUntil } from './customers/changes.ts'
import { customersNamed, NAMED_AS, type NamedAs } from './customers/named.ts'
import type { ReportContext } from './question/context.ts'
import { ALWAYS } from './time/period.ts'
import { offsetAt } from './time/zone.ts'

/** How a file of subscriptions is to be read; what is left out is found out. */
export const SubscriptionManner = z.strictObject({
  /** `{"customer": "workspace (metadata)"}`: which column is which, where the header does not tell. */
  mapping: mappingInput(FIELDS, '{"customer": "workspace (metadata)"}').optional(),
  /** What the column of customers holds: ids of accounts, or of users. */
  as: z.enum(NAMED_AS).default('account'),
  skip_bad: Flag,
  dry_run: Flag,
})

export const SubscriptionFileRequest = SubscriptionManner.extend({
  file: z.instanceof(Uint8Array),
  /** Of the import that is made: every event carries it. */
  import: z.string().regex(/^[0-9A-Za-z]{12}$/u),
})
type SubscriptionFileRequest = z.infer<typeof SubscriptionFileRequest>

const ShownLine = z.object({
  customer: z.string(),
  subscription: z.string(),
  plan: z.string().nullable(),
  amount: z.string(),
  currency: z.string(),
  interval: z.string(),
  count: z.int(),
  quantity: z.int(),
  standing: z.string(),
  started: z.iso.datetime(),
  ended: z.iso.datetime().nullable(),
  /** Whether anything was heard of it before. */
  known: z.boolean(),
  /** How many changes of it would be stored. */
  told: z.int(),
})

/** What storing a file answers, or would. */
export const SubscriptionFileAnswer = z.object({
  /** Names what is stored, to take it back; null where nothing is. */
  import: z.string().nullable(),
  /** Subscriptions of the file, those of them that nobody knew, and all of which something new is told. */
  subscriptions: z.int(),
  new: z.int(),
  changed: z.int(),
  /** Changes that are stored, each an event. */
  events: z.int(),
  /** `known`: of whom something was heard before. */
  customers: z.object({ named: z.int(), known: z.int() }),
  /** Subscriptions that are yet to begin. */
  not_begun: z.int(),
  rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
  warnings: z.array(z.string()),
  columns: z.record(z.string(), z.string()),
  ignored: z.array(z.string()),
  encoding: z.string(),
  /** Only where nothing is stored yet: the first lines. */
  lines: z.array(ShownLine).optional(),
})
export type SubscriptionFileAnswer = z.infer<typeof SubscriptionFileAnswer>

/** The same with what is to be stored: lines of an import. */
export const ReadSubscriptions = z.object({
  answer: SubscriptionFileAnswer,
  events: z.array(z.string()),
})
export type ReadSubscriptions = z.infer<typeof ReadSubscriptions>

const MOST_SHOWN = 20

/** A line of the file with what is new of it. */
interface NewsOf {
  line: BillingLine
  isKnown: boolean
  told: Told[]
}

/** Reads a billing system's file of subscriptions, and says what of it is new here. Throws a 422 for what cannot be stored. */
export async function readSubscriptions(
  context: ReportContext,
  asked: SubscriptionFileRequest,
): Promise<ReadSubscriptions> {
  const { timezone } = context.site
  const read = readBillingFile(asked.file, {
    mapping: asked.mapping,
    now: context.now,
    fromLocal: (local) => local - offsetAt(timezone, local - offsetAt(timezone, local)),
  })
  const isWhole = read.refused.length === 0 || asked.skip_bad || asked.dry_run
  if (!isWhole || read.lines.length === 0) throw refusalOfLines(read.refused, read.lines.length)
  const names = [...new Set(read.lines.map(({ customer }) => customer))]
  const known = await customersNamed(context, asked.as, names)
  const before = await knownOf(context)
  const { lines, gone } = whichOf(read.lines, (customer) => {
    const number = known.get(customer)
    return (number === undefined ? undefined : before.get(number)) ?? new Map()
  })
  const news = [
    ...lines.map((one) => newsOf(one, toldBy(one, context.now))),
    ...gone.map((one) => newsOf(one, endOf(one, context.now))),
  ]
  const events = news.flatMap(({ line, told }) => told.map((one) => eventOf(line, one, asked)))
  const answer: SubscriptionFileAnswer = {
    import: asked.dry_run || events.length === 0 ? null : asked.import,
    subscriptions: read.lines.length,
    new: news.filter(({ isKnown, told }) => !isKnown && told.length > 0).length,
    changed: news.filter(({ told }) => told.length > 0).length,
    events: events.length,
    customers: { named: names.length, known: known.size },
    not_begun: read.lines.filter(({ standing }) => standing === 'not_begun').length,
    rejected: listedLines(read.refused),
    warnings: warningsFor(read, known.size, asked.as),
    columns: read.columns,
    ignored: read.ignored,
    encoding: read.encoding,
    ...(asked.dry_run && { lines: news.slice(0, MOST_SHOWN).map(shown) }),
  }
  return { answer, events: asked.dry_run ? [] : events.map((event) => JSON.stringify(event)) }
}

function newsOf({ line, known }: KnownLine, told: Told[]): NewsOf {
  return { line, isKnown: known.length > 0, told }
}

type KnownByCustomer = ReadonlyMap<number, ReadonlyMap<string, readonly Told[]>>

/** What is known of each customer's subscriptions, by id, in the order in which it happened. */
async function knownOf(context: ReportContext): Promise<KnownByCustomer> {
  const known = new Map<number, Map<string, Told[]>>()
  for (const { customer, at, subscription } of await changesUntil(context, ALWAYS.to)) {
    const own = known.get(customer) ?? new Map<string, Told[]>()
    known.set(customer, own)
    const told = own.get(subscription.id) ?? []
    own.set(subscription.id, told)
    told.push({ at, subscription })
  }
  return known
}

type Sent = Omit<WireEvent, 'subscription'> & { account?: string; user?: string }

/** The same of an import is the same event. */
function eventOf(
  { customer }: BillingLine,
  { at, subscription }: Told,
  asked: SubscriptionFileRequest,
): Sent {
  const { plan, renews_at, ...told } = subscription
  const text = JSON.stringify([asked.import, customer, at, subscription])
  return {
    id: createHash('sha256').update(text).digest('base64url').slice(0, 22),
    name: 'subscription',
    at,
    [asked.as]: customer,
    props: { import: asked.import },
    subscription: {
      ...told,
      amount: decimalOf(told),
      ...(plan !== null && { plan }),
      ...(renews_at !== null && { renews_at }),
    },
  } as Sent
}

function shown({ line, isKnown, told }: NewsOf): z.infer<typeof ShownLine> {
  const { id, plan, currency, interval, count, quantity } = line.terms
  const instant = (at: number) => new Date(at).toISOString()
  return {
    customer: line.customer,
    subscription: id,
    plan,
    amount: decimalOf(line.terms),
    currency,
    interval,
    count,
    quantity,
    standing: line.standing,
    started: instant(line.started),
    ended: line.ended === null ? null : instant(line.ended),
    known: isKnown,
    told: told.length,
  }
}

function warningsFor({ lines, refused }: BillingFile, known: number, as: NamedAs): string[] {
  return [
    ...(known === 0
      ? [
          `no ${as} of this site is called as the customers of the file are; name the column that holds your own ids with mapping={"customer": "…"}, or they stay apart from what they do`,
        ]
      : []),
    ...unlistedLines(refused),
    ...(lines.some(({ standing }) => standing === 'past_due')
      ? ['a file does not say since when a payment is late: it counts from the beginning']
      : []),
  ]
}
