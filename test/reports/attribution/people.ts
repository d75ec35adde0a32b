import type { Line } from '../site.ts'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const FIRST = Date.parse('2026-01-10T00:00Z')

/** Numbers that look random, the same each time (mulberry32). */
function chances(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return Math.floor(below * (((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32))
  }
}

const WAYS = [
  undefined,
  'google/cpc',
  'google/organic',
  'bing/cpc',
  'newsletter/email',
  'fb/paid_social',
  'partner/affiliate',
]
const CURRENCIES = ['USD', 'USD', 'EUR', 'SEK', 'JPY']

type Chance = ReturnType<typeof chances>

/** People of three months with sales, repeats, refunds of orders and without, in four currencies, at whole hours. */
export function randomPeople(seed: number, count: number): Line[] {
  const chance = chances(seed)
  const orders: string[] = []
  return Array.from({ length: count }, (_, person) => person).flatMap((person) => {
    const begin = FIRST + chance(60) * DAY + person * 7
    const visits = visitsOf(`person-${person}`, begin, orders, chance)
    const last = Number(visits.at(-1)?.at ?? begin)
    return [...visits, ...afterwards(person, last, orders, chance)]
  })
}

const amount = (chance: Chance) => (chance(9_999) + 1) / 100

function sale(
  line: { visitor: string; at: number },
  size: number,
  chance: Chance,
  order?: string,
): Line {
  const currency = CURRENCIES[chance(CURRENCIES.length)]
  const revenue = { amount: size.toFixed(2), currency, ...(order && { order }) }
  return { name: 'Buy', ...line, revenue, ...(chance(2) === 0 && { path: '/thanks' }) }
}

function visitsOf(visitor: string, begin: number, orders: string[], chance: Chance): Line[] {
  let at = begin
  return Array.from({ length: 1 + chance(6) }).flatMap(() => {
    at += (1 + chance(24 * 12)) * 60 * MINUTE
    const [source, medium] = WAYS[chance(WAYS.length)]?.split('/') ?? []
    const path = source ? `/?utm_source=${source}&utm_medium=${medium}` : '/'
    const sold = chance(3) === 0 ? salesAt({ visitor, at }, orders, chance) : []
    return [{ at, path, visitor }, ...sold]
  })
}

/** At the landing's instant; of an order perhaps again, with another amount. */
function salesAt(line: { visitor: string; at: number }, orders: string[], chance: Chance): Line[] {
  if (chance(2) === 0) return [sale(line, amount(chance), chance)]
  const order = `order-${orders.length}`
  orders.push(order)
  const again = { ...line, at: line.at + 5 * MINUTE }
  const repeats = chance(4) === 0 ? [sale(again, amount(chance), chance, order)] : []
  return [sale(line, amount(chance), chance, order), ...repeats]
}

/** What comes back, by the person or by a server on behalf of anybody, and what only a server knows of. */
function afterwards(person: number, last: number, orders: string[], chance: Chance): Line[] {
  const own = { visitor: `person-${person}`, at: last + chance(40) * DAY }
  const server = { visitor: `server-${person}`, at: last + chance(60) * DAY }
  const order = orders[chance(orders.length + 1)]
  return [
    ...(chance(3) === 0 ? [sale(own, -amount(chance), chance)] : []),
    ...(order ? [sale(server, -amount(chance) / 3, chance, order)] : []),
    ...(chance(9) === 0 ? [sale(server, amount(chance), chance)] : []),
  ]
}
