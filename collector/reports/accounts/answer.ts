import { z } from 'zod'
import { HEALTH_PARTS, KeyEvents, Signals, Weights } from '../../settings/health.ts'
import { common, Meta } from '../question/request.ts'
import { COURSES } from './course.ts'
import { DIRECTIONS, ORDERS } from './page.ts'
import { STATES } from './state.ts'
import { QUADRANTS } from './temperature.ts'

export const AccountsRequest = z.strictObject({
  /** Its end is the moment that scores are told of; one that ends with today or yesterday by its name means now. */
  period: common.period,
  /** Accounts with a visit that they choose in the 28 days. */
  filters: common.filters,
  /** Instead of the site's own. */
  weights: Weights.nullish(),
  key_events: KeyEvents.nullish(),
  signals: Signals.nullish(),
  /** The account of that name alone. */
  account: z.string().max(200).nullish(),
  /** What names have in them, in any case. */
  search: z.string().max(200).nullish(),
  /** Who looks after it; empty: nobody. */
  owner: z.string().max(120).nullish(),
  course: z.enum(COURSES).nullish(),
  state: z.enum(STATES).nullish(),
  /** Those that pay and renew in at most so many days. */
  renews_within: z.int().min(0).max(366).nullish(),
  /** `risk`: those at risk first, then by what they bring. Who was not seen in 16 weeks comes last by `last_seen`, what does not renew by `renews_in`. */
  sort: z.enum(ORDERS).default('risk'),
  direction: z.enum(DIRECTIONS).default('desc'),
  /** Tells how each account came first, too. */
  first_touch: z.boolean().default(false),
  limit: z.int().min(1).max(1_000).default(100),
  /** Of the last row that was given out, as `next` says it. */
  cursor: z.string().max(1_000).nullish(),
})
export type AccountsRequest = z.output<typeof AccountsRequest>

const score = z.number().nullable()

const Reason = z.discriminatedUnion('why', [
  z.object({ why: z.literal('falling'), from: z.number(), to: z.number() }),
  /** Days until it renews, as `renews_in`. */
  z.object({ why: z.literal('renewal'), days: z.int(), health: z.number() }),
  /** An id, the person's share of what people of the account did in the window, and days since. */
  z.object({
    ...{ why: z.literal('person_silent'), person: z.string() },
    ...{ share: z.number(), days: z.int() },
  }),
])

export const AccountRow = z.object({
  account: z.string(),
  health: score,
  parts: z.object({ frequency: score, recency: score, breadth: score, depth: score }),
  temperature: score,
  quadrant: z.enum(QUADRANTS).nullable(),
  falling: z.boolean(),
  /** How it goes on; null where it is lost. */
  course: z.enum(COURSES).nullable(),
  at_risk: z.array(Reason),
  /** Health at the end of each of the last 12 weeks; null where the account was not there yet. */
  trend: z.array(score),
  /** Active ones. */
  people: z.int(),
  /** What they are held against: seats, or the most people of any 28 days in the 16 weeks that are read; null where none is known. */
  seats: score,
  active_days: z.int(),
  /** Key events used, and signals shown. */
  used: z.array(z.string()),
  shown: z.array(z.string()),
  /** A month, at the rate of the day. */
  mrr: z.number(),
  renews_at: z.iso.datetime().nullable(),
  /** Days until then by the site's calendar: 0 on the very day. */
  renews_in: z.int().nullable(),
  state: z.enum(STATES).nullable(),
  last_seen: z.iso.datetime().nullable(),
  /** Who looks after it; empty: nobody. */
  owner: z.string(),
  /** Of the first visit ever of anybody in it, where that is asked for. */
  first_channel: z.string().nullable().optional(),
  first_source: z.string().nullable().optional(),
})
export type AccountRow = z.infer<typeof AccountRow>

const Sum = z.object({ accounts: z.int(), mrr: z.number() })

/** `paying`: those of them that bring money. */
const Going = Sum.extend({ paying: z.int() })

const Share = z.object({ accounts: z.int(), kept: z.int() })

export const AccountsAnswer = z.object({
  meta: Meta,
  items: z.array(AccountRow),
  next: z.string().nullable(),
  /** All who look after any account of the site, by name. */
  owners: z.array(z.string()),
  /** Of all accounts that are asked for, not of this page alone. */
  totals: z.object({
    accounts: z.int(),
    mrr: z.number(),
    at_risk: z.int(),
    mrr_at_risk: z.number(),
    /** With anything done in the 28 days. */
    active: z.int(),
    courses: z.object({
      ...{ new: Going, growing: Going, steady: Going, cooling: Going, silent: Going },
    }),
    /** Of accounts that bring money, within 30 days; `silent` of them are. */
    renewals: Sum.extend({ silent: z.int() }),
    quadrants: z.object({ grow: z.int(), train: z.int(), understand: z.int(), revive: z.int() }),
  }),
  /** What the scores were made with. */
  scoring: z.object({
    weights: z.record(z.enum(HEALTH_PARTS), z.number()),
    /** Active days that count as all. */
    yardstick: z.number(),
    key_events: z.array(z.string()),
    /** `weight`: they sum to 1. */
    signals: z.array(z.object({ name: z.string(), weight: z.number() })),
  }),
  /**
   * Of all accounts that were used in the 28 days that ended 56 days ago: how many of those that used a key event then, and of
   * those that did not, did anything in the last 14 days. `q` over all key events, from Fisher's exact test.
   */
  habits: z.array(z.object({ event: z.string(), did: Share, did_not: Share, q: z.number() })),
  /** Of all accounts that paid 60 days ago, whether or not they are enough: how many, and how many of them have left. */
  tried: z.object({ accounts: z.int(), churned: z.int() }),
  /** Of all accounts, whatever the filters: how well the score of 60 days ago told who has left since. */
  backtest: z
    .object({
      auc: z.number(),
      interval: z.tuple([z.number(), z.number()]),
      accounts: z.int(),
      churned: z.int(),
    })
    .nullable(),
})
export type AccountsAnswer = z.infer<typeof AccountsAnswer>

/** The rows of its CSV: reasons as words, a column for each week. */
export function accountsTable({ items }: AccountsAnswer): object[] {
  return items.map(({ at_risk, used, shown, ...row }) => ({
    ...row,
    at_risk: at_risk.map(({ why }) => why).join(' '),
    used: used.join(' '),
    shown: shown.join(' '),
  }))
}
