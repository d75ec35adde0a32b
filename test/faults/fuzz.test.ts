import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Random, random } from '../../collector/demo/random.ts'
import { addSite, exported, removeFolder, startServer, type TestServer } from '../server.ts'
import { bodyOf, pageview, type Sent, SITE, send, together } from './sending.ts'

const BODIES = 10_000
const CONNECTIONS = 16
const VISITORS = 500

let server: TestServer

beforeAll(async () => {
  server = await startServer({ args: ['--rate-limit', '0'] })
  await addSite(server.data, SITE)
})
afterAll(async () => {
  await server.stop()
  removeFolder(server.data)
})

/** Values that stand where others are expected. */
const ODD: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  '',
  ' ',
  'a',
  '\u0000',
  '\ud800',
  '💥'.repeat(300),
  'x'.repeat(5_000),
  '__proto__',
  "'; drop table event; --",
  'https://[::1/',
  'javascript:alert(1)',
  `https://${SITE}/%E0%A4%A?utm_source=%`,
  `https://${SITE}/?a?b?utm_source=%00&utm_medium={x}`,
  [],
  [[]],
  {},
  { toString: 1 },
  { amount: 'many', currency: 'EURO' },
  { amount: '1e999', currency: 'EUR' },
]

const FIELDS = [
  'id',
  'name',
  'at',
  'url',
  'referrer',
  'title',
  'props',
  'revenue',
  'interactive',
  'of',
  'engaged',
  'scroll',
] as const

function odd(chance: Random): unknown {
  return ODD[chance.integer(ODD.length)]
}

/** An event with one or more fields turned into something else. */
function broken(chance: Random): unknown {
  if (chance.chance(0.1)) return odd(chance)
  const event: Record<string, unknown> = { ...pageview(chance.id()) }
  for (let n = 1 + chance.integer(3); n > 0; n--) {
    const field = FIELDS[chance.integer(FIELDS.length)] ?? 'id'
    if (chance.chance(0.2)) delete event[field]
    else event[field] = odd(chance)
  }
  return event
}

/** Bytes that were a body once. */
function garbled(chance: Random): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(bodyOf([pageview(chance.id()), broken(chance)]))
  if (chance.chance(0.3)) return bytes.slice(0, chance.integer(bytes.length))
  for (let n = 1 + chance.integer(8); n > 0; n--) {
    bytes[chance.integer(bytes.length)] = chance.integer(256)
  }
  return bytes
}

interface Case {
  body: string | Uint8Array<ArrayBuffer>
  /** How many events it has, when it is a body at all. */
  events?: number
  /** A good event between broken ones. */
  good?: string
}

function made(index: number): Case {
  const chance = random(5, index)
  const kind = chance.next()
  if (kind < 0.25) return { body: garbled(chance) }
  if (kind < 0.35) return { body: JSON.stringify(odd(chance)) }
  if (kind < 0.45) {
    const sender = { visitor: odd(chance), user: odd(chance), sent: odd(chance) }
    return { body: JSON.stringify({ ...sender, events: odd(chance) }) }
  }
  const before = Array.from({ length: chance.integer(3) }, () => broken(chance))
  const after = Array.from({ length: chance.integer(3) }, () => broken(chance))
  const good = chance.id()
  const events = [...before, pageview(good), ...after]
  const visitor = `visitor-${index % VISITORS}`
  return { body: bodyOf(events, visitor), events: events.length, good }
}

/** What is wrong with an answer, if anything. */
function fault({ events, good }: Case, { status, body }: Sent): string | undefined {
  if (status === 202) return events === undefined ? undefined : miscounted(events, body)
  if (status < 400 || status >= 500) return `${status}: ${body}`
  return good === undefined ? undefined : `a good event was refused with its neighbours: ${body}`
}

function miscounted(events: number, body: string): string | undefined {
  const { accepted, duplicate, rejected } = JSON.parse(body)
  const counted = accepted + duplicate + rejected.length
  return counted === events ? undefined : `${counted} of ${events} counted: ${body}`
}

test('ten thousand fuzzed bodies: never 5xx, all counted, never a lost neighbour', async () => {
  const cases = Array.from({ length: BODIES }, (_, i) => made(i))
  const wrong: string[] = []
  await together(CONNECTIONS, cases, async (one) => {
    const found = fault(one, await send(server.url, one.body))
    if (found !== undefined) wrong.push(`${found} for ${one.body}`)
  })
  expect(wrong.slice(0, 5)).toEqual([])

  const stored = new Map<string, number>()
  for (const { id } of await exported(server.data, SITE)) {
    stored.set(String(id), (stored.get(String(id)) ?? 0) + 1)
  }
  const good = cases.flatMap((one) => one.good ?? [])
  expect(good.filter((id) => stored.get(id) !== 1)).toEqual([])
  expect((await fetch(`${server.url}/ready`)).status).toBe(200)
}, 240_000)
