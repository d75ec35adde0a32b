import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { WireEvent } from '../../tracker/protocol.ts'
import { FIELDS, KINDS } from '../billing/columns.ts'
import { LEFT_OUT } from '../billing/invoice.ts'
import { type News, newsOfInvoices, newsOfSubscriptions } from '../billing/news.ts'
import { type BillingFile, readBillingFile } from '../billing/read-file.ts'
import type { Told } from '../billing/told.ts'
import { warningsOf } from '../billing/warnings.ts'
import type { KnownOf } from '../billing/which.ts'
import { decimalOf } from '../money.ts'
import { Refusal } from '../refusal.ts'
import { listedLines, refusalOfLines } from '../refused-lines.ts'
import { Flag } from '../settings/flag.ts'
import { mappingInput } from '../settings/mapping-input.ts'
import { changesUntil } from './customers/changes.ts'
import { customersNamed, doersAmong, NAMED_AS } from './customers/named.ts'
import type { ReportContext } from './question/context.ts'
import { localTimes } from './time/local-times.ts'
import { ALWAYS } from './time/period.ts'

/** How a file of subscriptions or invoices is to be read; what is left out is found out. */
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
  /** Null in a file of subscriptions. */
  invoices: z.int().nullable(),
  /** Whether anything was heard of it before. */
  known: z.boolean(),
  /** How many changes of it would be stored. */
  told: z.int(),
})

/** What storing a file answers, or would. */
export const SubscriptionFileAnswer = z.object({
  /** Names what is stored, to take it back; null where nothing is. */
  import: z.string().nullable(),
  /** What the file holds, by its header. */
  kind: z.enum(KINDS),
  /** Invoices that are taken; null in a file of subscriptions. */
  invoices: z.int().nullable(),
  /** Invoices that tell nothing of a subscription, and are no mistake. */
  left_out: z.array(z.object({ reason: z.enum(LEFT_OUT), invoices: z.int() })),
  /** Subscriptions of the file, those of them that nobody knew, and all of which something new is told. */
  subscriptions: z.int(),
  new: z.int(),
  changed: z.int(),
  /** Changes that are stored, each an event. */
  events: z.int(),
  /** `known`: who did something here. A file that named them told only what they pay for. */
  customers: z.object({ named: z.int(), known: z.int() }),
  /** Subscriptions that are yet to begin. */
  not_begun: z.int(),
  rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
  warnings: z.array(z.string()),
  columns: z.record(z.string(), z.string()),
  ignored: z.array(z.string()),
  encoding: z.string(),
  /** Only where nothing is stored yet: the first lines, or subscriptions that invoices are of. */
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

/** Reads a billing system's file, and says what of it is new here. Throws a 422 for what cannot be stored. */
export async function readSubscriptions(
  context: ReportContext,
  asked: SubscriptionFileRequest,
): Promise<ReadSubscriptions> {
  const read = readBillingFile(asked.file, {
    mapping: asked.mapping,
    now: context.now,
    ...localTimes(context.site.timezone),
  })
  const names = [...new Set(customersIn(read))]
  requireWhole(read, names.length, asked)
  const known = await customersNamed(context, asked.as, names)
  const doers = await doersAmong(context, [...new Set(known.values())])
  const doing = [...known.values()].filter((customer) => doers.has(customer)).length
  const before = await knownOf(context)
  const news = newsIn(read, context.now, (customer) => {
    const number = known.get(customer)
    return (number === undefined ? undefined : before.get(number)) ?? new Map()
  })
  const since = context.takesSince
  const all = news.flatMap((one) => one.told.map((told) => eventOf(one.customer, told, asked)))
  const events = all.filter(({ at }) => since === null || at >= since)
  const answer: SubscriptionFileAnswer = {
    import: asked.dry_run || events.length === 0 ? null : asked.import,
    ...countsOf(read),
    new: news.filter(({ isKnown, told }) => !isKnown && told.length > 0).length,
    changed: news.filter(({ told }) => told.length > 0).length,
    events: events.length,
    customers: { named: names.length, known: doing },
    rejected: listedLines(read.refused),
    warnings: [
      ...warningsOf(read, news, { known: doing, as: asked.as }),
      ...tooOld(all.length - events.length, since),
    ],
    columns: read.columns,
    ignored: read.ignored,
    encoding: read.encoding,
    ...(asked.dry_run && { lines: news.slice(0, MOST_SHOWN).map(shown) }),
  }
  return { answer, events: asked.dry_run ? [] : events.map((event) => JSON.stringify(event)) }
}

/** Left out where they would be refused. */
function tooOld(changes: number, since: number | null): string[] {
  if (changes === 0 || since === null) return []
  const date = new Date(since).toISOString().slice(0, 10)
  return [
    `${changes} changes from before ${date} are not stored: they are older than the events that the collector still holds`,
  ]
}

function customersIn(read: BillingFile): string[] {
  return (read.kind === 'invoices' ? read.billed : read.lines).map(({ customer }) => customer)
}

/** Throws where lines are refused that may not be left out, and where nothing else is left. */
function requireWhole(read: BillingFile, named: number, asked: SubscriptionFileRequest): void {
  const { refused } = read
  if (named === 0 && refused.length === 0)
    throw new Refusal(422, 'no invoice of the file tells of a subscription')
  if (named > 0 && (refused.length === 0 || asked.skip_bad || asked.dry_run)) return
  throw refusalOfLines(refused, read.kind === 'invoices' ? read.count : read.lines.length)
}

function newsIn(read: BillingFile, now: number, known: KnownOf): News[] {
  return read.kind === 'invoices'
    ? newsOfInvoices(read, known, now)
    : newsOfSubscriptions(read, known, now)
}

type Counts = Pick<
  SubscriptionFileAnswer,
  'kind' | 'invoices' | 'left_out' | 'subscriptions' | 'not_begun'
>

function countsOf(read: BillingFile): Counts {
  if (read.kind === 'subscriptions') {
    const not_begun = read.lines.filter(({ standing }) => standing === 'not_begun').length
    return {
      ...{ kind: read.kind, invoices: null, left_out: [] },
      ...{ subscriptions: read.lines.length, not_begun },
    }
  }
  const left_out = LEFT_OUT.flatMap((reason) => {
    const invoices = read.left.get(reason)
    return invoices === undefined ? [] : [{ reason, invoices }]
  })
  return {
    ...{ kind: read.kind, invoices: read.count, left_out },
    ...{ subscriptions: read.billed.length, not_begun: 0 },
  }
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
  customer: string,
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

function shown(news: News): z.infer<typeof ShownLine> {
  const { customer, terms, standing, invoices, isKnown, told } = news
  const { id, plan, currency, interval, count, quantity } = terms
  const instant = (at: number) => new Date(at).toISOString()
  return {
    ...{ customer, subscription: id, plan, amount: decimalOf(terms), currency },
    ...{ interval, count, quantity, standing },
    started: instant(news.started),
    ended: news.ended === null ? null : instant(news.ended),
    ...{ invoices, known: isKnown, told: told.length },
  }
}
