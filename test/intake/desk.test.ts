import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultOf } from '../../collector/fault.ts'
import { type Desk, openDesk } from '../../collector/intake/desk.ts'
import { intake } from '../../collector/intake/intake.ts'
import type { PlaceOf } from '../../collector/intake/place.ts'
import { CHROME, type Collector, collector } from './collector.ts'

const NOWHERE = { country: null, region: null, city: null }
const AT = Date.UTC(2026, 5, 1)

let here: Collector
let faults: string[]
let placeOf: PlaceOf
let front: Desk

beforeEach(() => {
  here = collector()
  faults = []
  placeOf = () => NOWHERE
  const road = intake(here.store, (ip) => placeOf(ip))
  front = openDesk(here.store, road, (error) => faults.push(faultOf(error)))
})
afterEach(() => here.close())

let count = 0
const pageview = () => ({
  id: `pageview-${count++}`,
  name: 'pageview',
  at: AT,
  url: 'https://example.com/',
})
const request = (ip: string) => ({
  site: 'example.com',
  body: JSON.stringify({ events: [pageview()] }),
  ip,
  userAgent: CHROME,
  arrival: AT,
})
const imported = (lines: string[]) =>
  front.import(
    { site: 'example.com', body: lines.join('\n'), ndjson: true, arrival: AT },
    async () => {},
  )

test('an error of ours is told once, costs only its own events, and tells nothing of the visitor', () => {
  placeOf = (ip) => {
    if (ip === '192.0.2.66') throw new RangeError(`there is no place for ${ip}`)
    return NOWHERE
  }
  const requests = ['192.0.2.1', '192.0.2.66', '192.0.2.2'].map(request)
  const { answers } = front.live(requests)
  expect(answers.map(({ status }) => status)).toEqual([202, 500, 202])
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(/^RangeError at .*desk\.test\.ts/u)
  expect(faults[0]).not.toContain('192.0.2.66')
})

test('a rejected line of an import is named by its place among all lines, blank ones included', async () => {
  const good = JSON.stringify(pageview())
  const answer = await imported(['', good, '   ', '{', '', '[]', ''])
  expect(JSON.parse(answer.body)).toEqual({
    accepted: 1,
    duplicate: 0,
    rejected: [
      { index: 3, reason: 'invalid_json' },
      { index: 5, reason: 'invalid_json' },
    ],
  })
})

test('an event of a host that is not the site’s says which, and data quality counts it', async () => {
  const local = { ...pageview(), url: 'http://localhost:3000/' }
  const other = { ...pageview(), url: 'https://example.org/' }
  const body = JSON.stringify({ events: [pageview(), local, other] })
  const { answers } = front.live([{ ...request('192.0.2.1'), body }])
  const rejected = [
    { index: 1, reason: 'hostname', host: 'localhost' },
    { index: 2, reason: 'hostname', host: 'example.org' },
  ]
  expect(JSON.parse(answers[0]?.body ?? '')).toEqual({ accepted: 1, duplicate: 0, rejected })
  const answer = await imported(['', JSON.stringify({ ...local, id: 'pageview-local' })])
  expect(JSON.parse(answer.body).rejected).toEqual([
    { index: 1, reason: 'hostname', host: 'localhost' },
  ])
  const counted = here.db
    .prepare("select detail, count from quality where kind = 'rejected:hostname'")
    .all()
  expect(counted).toEqual([
    { detail: 'example.org', count: 1 },
    { detail: 'localhost', count: 2 },
  ])
})

test('a variant that could not be shown is counted by its name and is no event, but a server’s word is one', async () => {
  const fault = {
    ...pageview(),
    name: 'experiment_fault',
    props: { experiment: 'hero', variant: 'b' },
  }
  const body = JSON.stringify({ events: [pageview(), fault] })
  const { answers } = front.live([{ ...request('192.0.2.1'), body }])
  const rejected = [{ index: 1, reason: 'experiment_fault' }]
  expect(JSON.parse(answers[0]?.body ?? '')).toEqual({ accepted: 1, duplicate: 0, rejected })
  const counted = here.db
    .prepare("select detail, count from quality where kind = 'rejected:experiment_fault'")
    .all()
  expect(counted).toEqual([{ detail: 'hero: b', count: 1 }])
  const answer = await imported([JSON.stringify({ ...fault, id: 'a-server-s-word' })])
  expect(JSON.parse(answer.body).accepted).toBe(1)
})

test('a body with a wrong sender field is taken without it, also from a server', async () => {
  const sender = { user: 'u'.repeat(201), account: 77, traits: { plan: null } }
  const body = JSON.stringify({ ...sender, events: [pageview(), pageview()] })
  const { answers } = front.live([{ ...request('192.0.2.1'), body }])
  expect(answers[0]?.status).toBe(202)
  const server = JSON.stringify({ ...sender, events: [pageview()] })
  const order = { site: 'example.com', body: server, ndjson: false, arrival: AT }
  expect((await front.import(order, async () => {})).status).toBe(202)
  const counted = here.db.prepare("select detail, count from quality where kind = 'trimmed'").all()
  expect(counted).toEqual([
    { detail: 'traits', count: 3 },
    { detail: 'user', count: 3 },
  ])
})

test('a repeated event is not counted as trimmed again', () => {
  const event = { ...pageview(), title: 7 }
  const body = JSON.stringify({ events: [event] })
  front.live([{ ...request('192.0.2.1'), body }])
  front.live([{ ...request('192.0.2.1'), body }])
  const counted = here.db.prepare("select count from quality where kind = 'trimmed'").pluck().all()
  expect(counted).toEqual([1])
})

test('an import that fails on its way says that a part of it is stored', async () => {
  placeOf = (ip) => {
    if (ip === '192.0.2.66') throw new RangeError('nowhere')
    return NOWHERE
  }
  const lines = Array.from({ length: 2_001 }, (_, i) => ({
    ...pageview(),
    visitor: `visitor-${i}`,
  }))
  const last = { ...pageview(), ip: '192.0.2.66' }
  const answer = await imported([...lines, last].map((line) => JSON.stringify(line)))
  expect(answer.status).toBe(500)
  expect(JSON.parse(answer.body).detail).toContain('a part of it is stored')
  const again = await imported(lines.map((line) => JSON.stringify(line)))
  expect(JSON.parse(again.body)).toEqual({ accepted: 1, duplicate: 2_000, rejected: [] })
})
