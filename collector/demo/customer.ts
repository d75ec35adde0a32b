import { DAY, HOUR } from '../durations.ts'
import { BUYERS, CUSTOMERS, usual } from './arrivals.ts'
import { DEEDS, INSIDE } from './pages.ts'
import type { Weighted } from './random.ts'
import { isWeekend, moment } from './rhythm.ts'
import { isTeam } from './teams.ts'
import { act, land, type Person, type Visit, view } from './visit.ts'
import type { WireLine } from './wire.ts'

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
const BILLED: ReadonlySet<string> = new Set(['Renewal', 'subscription'])
const YEAR = 365 * DAY

/** How somebody uses the product. */
interface Habit {
  /** How many of them make it work at all. */
  active: number
  /** How many colleagues they ask to join, in their first visit to the product. */
  invites: Weighted<number>
  /** How many pay. */
  buys: number
  /** How likely another visit is after each. */
  again: number
  /** Days until it at least, and how many more on average. */
  pause: readonly [least: number, further: number]
}

/** Whoever has colleagues in it stays: what `magic-number` is to find. */
const SETTLED: Habit = {
  active: 0.97,
  invites: [
    [0, 3],
    [1, 1],
    [2, 7],
    [3, 6],
    [5, 2],
  ],
  buys: 0.74,
  again: 0.999,
  pause: [1, 1.5],
}
/** Most only try it. */
const CURIOUS: Habit = {
  active: 0.6,
  invites: [
    [0, 76],
    [1, 18],
    [2, 6],
    [3, 3],
  ],
  buys: 0.1,
  again: 0.55,
  pause: [1, 1.2],
}
const SETTLE = 0.36

interface Customer {
  habit: Habit
  isActive: boolean
  invites: number
  /** Epoch ms; infinite of those who have bought, and of those who never will. */
  buysAt: number
}

/** The visit in which somebody signed up, and how sure those are who come as they did (`Arrival.sure`). */
interface Beginning {
  visit: Visit
  sure: number | undefined
}

/** A customer's life from the visit of the sign-up until they leave or the demo ends. */
export function custom(person: Person, began: Beginning, end: number): void {
  const { chance } = person
  const customer = customerOf(person, began)
  let at = began.visit.at + 2 * HOUR + Math.floor(chance.exponential(DAY))
  for (let number = 0; at < end; number++) {
    const visit = use(person, customer, { at, number })
    if (!chance.chance(customer.habit.again)) {
      lapse(person, at)
      break
    }
    at = returnsAt(person, visit, customer.habit)
  }
}

function customerOf(person: Person, began: Beginning): Customer {
  const { chance } = person
  const habit = chance.chance(SETTLE) ? SETTLED : CURIOUS
  const isActive = chance.chance(habit.active)
  const invites = isActive ? chance.pick(habit.invites) : 0
  return { habit, isActive, invites, buysAt: decide(person, began, habit) }
}

/** One visit of theirs, the first being number 0. */
function use(
  person: Person,
  customer: Customer,
  { at, number }: { at: number; number: number },
): Visit {
  const isTime = at >= customer.buysAt
  const visit = land(person, person.chance.pick(usual(isTime ? BUYERS : CUSTOMERS)), at)
  if (number === 0) begin(person, visit, customer)
  work(person, visit)
  if (isTime) {
    buy(person, visit)
    customer.buysAt = Number.POSITIVE_INFINITY
  }
  return visit
}

/** When they will buy: a third of those who do at once, most in a week or two. */
function decide(person: Person, { visit, sure }: Beginning, { buys }: Habit): number {
  const { chance } = person
  const isSure = sure !== undefined && chance.chance(sure)
  if (!isSure && !chance.chance(buys)) return Number.POSITIVE_INFINITY
  if (!isSure && chance.chance(0.65)) return visit.at + DAY + chance.exponential(6 * DAY)
  buy(person, visit)
  return Number.POSITIVE_INFINITY
}

/** The first visit to it brings a project, of those who get that far, and colleagues. */
function begin(person: Person, visit: Visit, { isActive, invites }: Customer): void {
  if (isActive) act(person, visit, { name: 'Project created' })
  for (let sent = 0; sent < invites; sent++) act(person, visit, { name: 'Invite sent' })
}

/** What they do in a visit to the product itself. */
function work(person: Person, visit: Visit): void {
  const { chance } = person
  while (chance.chance(0.5)) {
    view(person, visit, { path: chance.pick(INSIDE) })
    if (chance.chance(0.35)) act(person, visit, { name: chance.pick(DEEDS) })
  }
}

/** Some days later, on a working day more often than not, at an hour when they are awake. */
function returnsAt(person: Person, { at }: Visit, { pause: [least, further] }: Habit): number {
  const { chance, offset } = person
  const days = least + Math.floor(chance.exponential(further))
  const day = Math.floor(at / DAY + days) * DAY
  return moment(isWeekend(day) && chance.chance(0.7) ? day + 2 * DAY : day, offset, chance)
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
  subscribe(person, { at: visit.at, plan, yearly, status: 'active' })
  if (chance.chance(0.09)) {
    const at = visit.at + DAY + chance.integer(8 * DAY)
    // The same event with its money taken back: the goal's revenue falls, its conversions stay.
    bill(person, { name: 'Purchase', at, plan, months: -months })
    subscribe(person, { at, plan, yearly, status: 'ended' })
  } else if (!yearly) {
    renew(person, plan, visit.at)
  }
}

/** All renewals there will ever be, so that when the demo ends changes nothing that comes before. */
function renew(person: Person, plan: Plan, bought: number): void {
  let at = bought + MONTH
  for (; person.chance.chance(0.92); at += MONTH) {
    bill(person, { name: 'Renewal', at, plan, months: 1 })
    subscribe(person, { at, plan, yearly: false, status: 'active' })
  }
  subscribe(person, { at, plan, yearly: false, status: 'ended' })
}

/** Who does not come any more does not renew for long: within a month the subscription ends. */
function lapse(person: Person, last: number): void {
  const isDue = ({ name, at }: WireLine) => BILLED.has(name) && at > last + MONTH
  const next = person.lines.find((line) => line.name === 'subscription' && isDue(line))
  if (next?.subscription === undefined) return
  const { renews_at: _, ...known } = next.subscription
  person.lines = person.lines.filter((line) => !isDue(line))
  person.lines.push({ ...next, subscription: { ...known, status: 'ended' } })
}

interface Told {
  at: number
  plan: Plan
  yearly: boolean
  status: 'active' | 'ended'
}

/** What the billing system tells of who pays for themselves: for a team its firm does. Ids of what is known cost no chance. */
function subscribe({ lines, sender }: Person, { at, plan, yearly, status }: Told): void {
  const { user, account } = sender
  if (isTeam(account)) return
  const { amount, currency } = money(plan, yearly ? 10 : 1)
  const id = `sub-${user}`
  lines.push({
    ...{ id: `${id}-${at.toString(36)}`, name: 'subscription', at },
    ...(user && { user }),
    ...(account && { account }),
    subscription: {
      ...{ id, plan: plan.name, amount, currency, interval: yearly ? 'year' : 'month', status },
      ...(status === 'active' && { renews_at: at + (yearly ? YEAR : MONTH) }),
    },
  })
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
