import { afterEach, beforeEach, expect, test } from 'vitest'
import { erasePeople } from '../../collector/store/sqlite/erase.ts'
import { unpackId } from '../../collector/store/sqlite/uid.ts'
import { type Collector, collector } from './collector.ts'

const AT = Date.UTC(2026, 5, 1)

let here: Collector
beforeEach(() => {
  here = collector()
})
afterEach(() => here.close())

/** What a server tells of an account, and of nobody in it. */
const told = (id: string, account: string, more: object = {}) => ({
  id: `event-of-${id}`,
  name: 'subscription',
  at: AT,
  account,
  ...more,
})

function persons() {
  return here.db
    .prepare<[], Row>(
      `select p.kind as kind, p.key as key, a.key as account, p.traits as traits
       from person p left join person a on a.id = p.account order by p.kind, p.id`,
    )
    .all()
    .map(({ kind, key, account, traits }) => ({
      kind,
      key: kind === 0 ? 'a day’s key' : unpackId(key),
      account: account && unpackId(account),
      traits,
    }))
}

interface Row {
  kind: number
  key: Buffer | string
  account: Buffer | string | null
  traits: string | null
}

test('an account of which a server tells is somebody of its own, in no visit and of no account', () => {
  here.import([told('one', 'acme', { traits: { seats: 20 } }), told('two', 'globex')])
  expect(persons()).toEqual([
    { kind: 3, key: 'acme', account: null, traits: '{"seats":20}' },
    { kind: 3, key: 'globex', account: null, traits: null },
  ])
  expect(here.visits().map(({ alone, start }) => ({ alone, start }))).toEqual([
    { alone: 1, start: AT },
    { alone: 1, start: AT },
  ])
})

test('its people are their own, whichever is told first', () => {
  const ann = { id: 'pageview-of-ann', name: 'pageview', at: AT + 1, url: 'https://example.com/' }
  here.import([told('one', 'acme'), { ...ann, visitor: 'v-of-ann', user: 'ann', account: 'acme' }])
  here.import([told('two', 'acme', { at: AT - 1 })])
  expect(persons()).toMatchObject([
    { kind: 1, key: 'v-of-ann' },
    { kind: 2, key: 'ann', account: 'acme' },
    { kind: 3, key: 'acme', account: null },
  ])
  expect(here.visits().filter(({ alone }) => alone === 0)).toHaveLength(1)
})

test('a page that a server tells of is looked at by somebody', () => {
  here.import([told('one', 'acme', { name: 'pageview', url: 'https://example.com/' })])
  expect(persons()).toMatchObject([
    { kind: 0, account: 'acme' },
    { kind: 3, key: 'acme' },
  ])
})

test('erasing the account takes what was told of it', async () => {
  here.import([told('one', 'acme'), told('two', 'globex')])
  const between = { forget: () => here.store.forget(), pause: async () => {} }
  const erased = await erasePeople(here.db, 1, { kind: 'account', id: 'acme' }, between)
  expect(erased).toMatchObject({ events: 1 })
  expect(persons()).toMatchObject([{ key: 'globex' }])
})
