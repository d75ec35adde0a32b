import type { WireSubscription } from '../../tracker/protocol.ts'
import { DAY } from '../durations.ts'
import { type Random, random, type Weighted } from './random.ts'
import type { WireLine } from './wire.ts'

/** Accounts whose people share a workspace, and a subscription of so many seats. */
export const TEAMS = 60
/** Days before the demo's start from which its billing system tells of them. */
export const BILLED_BEFORE = 420
const MONTH = 30 * DAY
const YEAR = 365 * DAY
const TRIAL = 14 * DAY

/** Whose people stop using it weeks before the demo's ninetieth day, and does not renew after it. */
const LEAVING: ReadonlySet<number> = new Set([3, 11, 44])
const QUIET_FROM = 65 * DAY
const RENEWS = 108 * DAY
/** Used every day, and ended all the same: no score of use knows that the firm was bought. */
const SURPRISE = 48
const SURPRISED = 84 * DAY
/** Began in one month and grow in every quarter: what they bring rises though some of them leave. */
const GROWING: ReadonlySet<number> = new Set([5, 9, 14, 18, 22, 31, 36])
const GREW_FROM = -240 * DAY
/** From here on they began while the demo ran. */
const NEW = 50

interface Plan {
  name: string
  /** A seat for a month, in major units. */
  price: number
  currency: string
  yearly: boolean
}

const PLANS: Weighted<Plan> = [
  [{ name: 'team', price: 9, currency: 'USD', yearly: false }, 6],
  [{ name: 'business', price: 16, currency: 'USD', yearly: false }, 3],
  [{ name: 'business', price: 15, currency: 'EUR', yearly: false }, 2],
  [{ name: 'business', price: 14, currency: 'USD', yearly: true }, 2],
]
const YEARLY = { name: 'business', price: 14, currency: 'USD', yearly: true }

interface Team {
  number: number
  start: number
  chance: Random
  plan: Plan
  seats: number
  /** When it was first paid for. */
  paid: number
  lines: WireLine[]
}

export function isTeam(account: string | undefined): boolean {
  return account?.startsWith('team-') === true
}

/** Whether somebody of an account does nothing any more at that time. */
export function isQuiet(account: string | undefined, start: number, at: number): boolean {
  const number = isTeam(account) ? Number(account?.slice(5)) : Number.NaN
  return LEAVING.has(number) && at >= start + QUIET_FROM
}

/**
 * What the billing system tells of the teams until `end`: trials, seats that come and go, a price that is owed, an end, a
 * return. Each has a chance of its own, so a later end adds to it and changes nothing.
 */
export function demoTeams({ seed, start, end }: { seed: number; start: number; end: number }) {
  return Array.from({ length: TEAMS }, (_, number) => number)
    .flatMap((number) => billed({ seed, start, end }, number))
    .filter(({ at }) => at < end)
}

function billed(
  { seed, start, end }: { seed: number; start: number; end: number },
  number: number,
) {
  const chance = random(seed, 0, number + 1)
  const plan = LEAVING.has(number) ? YEARLY : chance.pick(PLANS)
  const seats = 2 + Math.floor(chance.exponential(6))
  const team: Team = { number, start, chance, plan, seats, paid: 0, lines: [] }
  const began = beginning(team)
  team.paid = chance.chance(0.4) ? tries(team, began) : began
  if (LEAVING.has(number)) leave(team)
  else live(team, end)
  return team.lines
}

function beginning({ number, start, chance }: Team): number {
  if (GROWING.has(number)) return start + GREW_FROM + chance.integer(12 * DAY)
  // What renews soon after the demo's ninetieth day began a year or two before.
  if (LEAVING.has(number)) return start + RENEWS - YEAR - TRIAL + chance.integer(6 * DAY)
  if (number >= NEW) return start + chance.integer(75 * DAY)
  return start - 20 * DAY - chance.integer((BILLED_BEFORE - 25) * DAY)
}

function tries(team: Team, at: number): number {
  tell(team, at, 'trialing')
  return at + TRIAL
}

function leave(team: Team): void {
  tell(team, team.paid, 'active')
  tell(team, team.paid + YEAR, 'ended')
}

/** Month after month, until it ends or the demo does. */
function live(team: Team, end: number): void {
  const { number, start, paid } = team
  const bought = number === SURPRISE ? start + SURPRISED : Number.POSITIVE_INFINITY
  tell(team, paid, 'active')
  let at = paid + MONTH
  while (at < Math.min(end, bought)) at = GROWING.has(number) ? grow(team, at) : goOn(team, at)
  if (bought < end && at < Number.POSITIVE_INFINITY) tell(team, bought, 'ended')
}

/** Few end, and some of these come back; answers when the next month is. */
function goOn(team: Team, at: number): number {
  const { chance } = team
  if (!chance.chance(0.035)) return change(team, at)
  tell(team, at, 'ended')
  if (!chance.chance(0.3)) return Number.POSITIVE_INFINITY
  tell(team, at + 2 * MONTH, 'active')
  return at + 3 * MONTH
}

/** Two seats more in every third month. */
function grow(team: Team, at: number): number {
  if (team.chance.chance(0.34)) team.seats += 2 + team.chance.integer(3)
  tell(team, at, 'active')
  return at + MONTH
}

function change(team: Team, at: number): number {
  const { chance } = team
  const luck = chance.next()
  if (luck < 0.14) team.seats += 1 + chance.integer(4)
  else if (luck < 0.2 && team.seats > 2) team.seats -= 1
  if (luck > 0.97) {
    tell(team, at, 'past_due')
    tell(team, at + 4 * DAY, 'active')
  } else {
    tell(team, at, 'active')
  }
  return at + MONTH
}

function tell(
  { number, plan, seats, paid, lines }: Team,
  at: number,
  status: WireSubscription['status'],
): void {
  const months = plan.yearly ? 12 : 1
  const period = plan.yearly ? YEAR : MONTH
  const renews = paid + (Math.floor((at - paid) / period) + 1) * period
  const account = `team-${number}`
  const subscription: WireSubscription = {
    id: `sub-${account}`,
    plan: plan.name,
    amount: (plan.price * months).toFixed(2),
    currency: plan.currency,
    interval: plan.yearly ? 'year' : 'month',
    quantity: seats,
    status,
    ...(status !== 'ended' && { renews_at: status === 'trialing' ? at + TRIAL : renews }),
  }
  lines.push({
    id: `${account}-${at.toString(36)}`,
    name: 'subscription',
    at,
    account,
    subscription,
  })
}
