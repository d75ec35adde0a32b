import './page.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  changeEventNames,
  type EventName,
  withEventName,
  withNameBack,
  withoutEventName,
} from '../../dashboard/models/event-names.ts'
import { loadSites, sites } from '../../dashboard/models/sites.ts'
import type { App } from '../http/server.ts'
import { open } from './page.ts'
import { startRouter } from './router.ts'

let app: App
beforeAll(async () => {
  app = await startRouter('example.com', 'other.example')
})
afterAll(() => app.close())

const PAID = { event: 'Purchase', en: 'Paid' }
const JOINED = { event: 'Signup', en: 'Joined' }
const READ = { event: 'Read', en: 'Article read' }

/** What another than this page has stored. */
async function store(...names: EventName[]): Promise<void> {
  const token = await app.token(['admin'])
  const body = { names }
  await app.ask('/api/sites/example.com/event-names', { method: 'PUT', token, body })
}

function shown(domain: string): readonly EventName[] | undefined {
  return sites.value?.find((one) => one.domain === domain)?.event_names
}

test('a name is added to those that are stored by then, of the site that it is about', async () => {
  await loadSites()
  open('/sites/other.example')
  await store(JOINED)
  await changeEventNames('example.com', (names) => withEventName(names, PAID))
  expect([shown('example.com'), shown('other.example')]).toEqual([[JOINED, PAID], []])
})

test('a name that is brought back stands where it stood, beside what was named since', async () => {
  await store(PAID, JOINED)
  await changeEventNames('example.com', (names) => withoutEventName(names, 'Purchase'))
  expect(shown('example.com')).toEqual([JOINED])
  await store(JOINED, READ)
  await changeEventNames('example.com', (names) => withNameBack(names, PAID, 0))
  expect(shown('example.com')).toEqual([PAID, JOINED, READ])
})

test('an event that was named anew meanwhile keeps that', () => {
  const other = { event: 'Purchase', en: 'Bought' }
  expect(withNameBack([JOINED, other], PAID, 0)).toEqual([JOINED, other])
})
