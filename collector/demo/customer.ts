import { DEEDS, INSIDE } from './pages.ts'
import type { Weighted } from './random.ts'
import { DAY, HOUR } from './rhythm.ts'
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

/** A customer's life from the sign-up until they leave or the demo ends. */
export function custom(person: Person, signedUp: number, end: number): void {
  const { chance } = person
  const active = chance.chance(0.58)
  let habit = active ? ACTIVE : IDLE
  let buysAt = active && chance.chance(0.4) ? signedUp + DAY + chance.exponential(6 * DAY) : null
  let at = signedUp + 2 * HOUR + Math.floor(chance.exponential(DAY))
  for (let first = active; at < end; first = false) {
    const visit = work(person, at, first)
    if (buysAt !== null && at >= buysAt) {
      buy(person, visit)
      habit = PAYING
      buysAt = null
    }
    if (!chance.chance(habit.visits)) break
    at = visit.at + 3 * HOUR + Math.floor(chance.exponential(habit.gap))
  }
}

/** A visit to the product itself; the first one of an active user brings the project that keeps them. */
function work(person: Person, at: number, first: boolean): Visit {
  const { chance } = person
  const visit = land(person, { path: '/app', weight: 1, keen: 1 }, at)
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
    bill(person, { name: 'Refund', at, plan, months: -months })
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
