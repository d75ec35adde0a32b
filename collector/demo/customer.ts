import { DAY, HOUR } from '../durations.ts'
import { type Arrival, BUYERS, CUSTOMERS, usual } from './arrivals.ts'
import { DEEDS, INSIDE } from './pages.ts'
import type { Weighted } from './random.ts'
import { act, land, type Person, type Visit, view } from './visit.ts'

interface Plan {
  name: string
  /** Monthly price in major units. */
  price: number
  currency: string
}

const PLANS: Weighted<Plan> = [
  [{ name: 'starter', price: 19, currency: 'USD' }, 5],
  [{ name: 'team', price: 49, currency: 'USD' }, 4],
  [{ name: 'business', price: 149, currency: 'USD' }, 1],
  [{ name: 'starter', price: 18, currency: 'EUR' }, 2],
  [{ name: 'team', price: 45, currency: 'EUR' }, 1],
]

const MONTH = 30 * DAY
/** Those who never got it to work look in once or twice; the others come every other day. */
const IDLE = { visits: 0.45, gap: 6 * DAY }
const ACTIVE = { visits: 0.94, gap: 2 * DAY }
const PAYING = { visits: 0.97, gap: 2 * DAY }

/** A customer's life from the visit of the sign-up until they leave or the demo ends. */
export function custom(person: Person, signedUp: Visit, end: number): void {
  const { chance } = person
  let { habit, buysAt } = resolve(person, signedUp)
  let at = signedUp.at + 2 * HOUR + Math.floor(chance.exponential(DAY))
  for (let first = habit !== IDLE; at < end; first = false) {
    const time = at >= buysAt
    const visit = work(person, { at, first, arrivals: time ? BUYERS : CUSTOMERS })
    if (time) {
      buy(person, visit)
      habit = PAYING
      buysAt = Number.POSITIVE_INFINITY
    }
    if (!chance.chance(habit.visits)) break
    at = visit.at + 3 * HOUR + Math.floor(chance.exponential(habit.gap))
  }
}

/** How much they will use it, and when they will buy: some at once, most in a week, many never. */
function resolve(person: Person, signedUp: Visit): { habit: typeof IDLE; buysAt: number } {
  const { chance } = person
  const never = Number.POSITIVE_INFINITY
  if (!chance.chance(0.36)) return { habit: chance.chance(0.45) ? ACTIVE : IDLE, buysAt: never }
  if (chance.chance(0.55)) {
    return { habit: ACTIVE, buysAt: signedUp.at + DAY + chance.exponential(6 * DAY) }
  }
  buy(person, signedUp)
  return { habit: PAYING, buysAt: never }
}

interface Work {
  at: number
  /** The first visit of an active user brings the project that keeps them. */
  first: boolean
  arrivals: readonly Arrival[]
}

/** A visit to the product itself. */
function work(person: Person, { at, first, arrivals }: Work): Visit {
  const { chance } = person
  const visit = land(person, chance.pick(usual(arrivals)), at)
  if (first) act(person, visit, { name: 'Project created' })
  while (chance.chance(0.55)) {
    view(person, visit, { path: chance.pick(INSIDE) })
    if (chance.chance(0.35)) act(person, visit, { name: chance.pick(DEEDS) })
  }
  return visit
}

function buy(person: Person, visit: Visit): void {
  const { chance } = person
  const plan = chance.pick(PLANS)
  const yearly = chance.chance(0.2)
  view(person, visit, { path: '/checkout' })
  // The payment page sends them back: a referrer that must not count as where they came from.
  view(person, visit, { path: '/checkout/done', referrer: 'https://checkout.stripe.com/' })
  const months = yearly ? 10 : 1
  const props = { plan: plan.name, billing: yearly ? 'yearly' : 'monthly' }
  act(person, visit, { name: 'Purchase', revenue: money(plan, months), props })
  if (chance.chance(0.09)) {
    const at = visit.at + DAY + chance.integer(8 * DAY)
    // The same event with its money taken back: the goal's revenue falls, its conversions stay.
    bill(person, { name: 'Purchase', at, plan, months: -months })
  } else if (!yearly) {
    renew(person, plan, visit.at)
  }
}

/** All renewals there will ever be, so that when the demo ends changes nothing that comes before. */
function renew(person: Person, plan: Plan, bought: number): void {
  for (let at = bought + MONTH; person.chance.chance(0.92); at += MONTH) {
    bill(person, { name: 'Renewal', at, plan, months: 1 })
  }
}

interface Bill {
  name: string
  at: number
  plan: Plan
  months: number
}

/** Told by a server, which knows the user but no browser and no page. */
function bill({ lines, chance, sender }: Person, { name, at, plan, months }: Bill): void {
  const { user, account } = sender
  lines.push({
    id: chance.id(),
    name,
    at,
    ...(user && { user }),
    ...(account && { account }),
    revenue: money(plan, months),
    props: { plan: plan.name },
  })
}

function money({ price, currency }: Plan, months: number) {
  return { amount: (price * months).toFixed(2), currency }
}
