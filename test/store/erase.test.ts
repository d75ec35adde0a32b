import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenData, openData } from '../../collector/data-folder.ts'
import { databasePath } from '../../collector/database-path.ts'
import type { IntakePort } from '../../collector/intake/port.ts'
import { startIntake } from '../../collector/intake/thread.ts'
import { addSite, removeSite, SiteInput } from '../../collector/settings/sites.ts'
import { erasePeople } from '../../collector/store/sqlite/erase.ts'
import { CHROME, type Collector, collector } from '../intake/collector.ts'
import { dataFolder, removeFolder } from '../server.ts'

const SITE = 1
const AT = Date.UTC(2026, 3, 1)
const MINUTE = 60_000

function pageview(id: string, more: object): object {
  return { id: `event-${id}`, name: 'pageview', at: AT, url: 'https://example.com/', ...more }
}

/** Erases through the collector's own writer, as the intake thread does. */
function erase({ db, store }: Collector, kind: 'user' | 'visitor' | 'account', id: string) {
  return erasePeople(db, SITE, { kind, id }, { forget: store.forget, pause: async () => {} })
}

function using(work: (on: Collector) => Promise<void>): () => Promise<void> {
  return async () => {
    const on = collector({ now: () => AT })
    await work(on).finally(() => on.close())
  }
}

describe('an account', () => {
  test(
    'leaves with what was written about it',
    using(async (on) => {
      on.import([
        pageview('noted', { visitor: 'v1', user: 'ann', account: 'acme' }),
        pageview('other', { visitor: 'v2', user: 'bob', account: 'other' }),
      ])
      const write = on.db.prepare("insert into account_note values (1, ?, 'Ada', '', 0)")
      for (const account of ['acme', 'bob', 'other']) write.run(account)
      await erase(on, 'account', 'acme')
      await erase(on, 'user', 'bob')
      const left = on.db.prepare('select account from account_note order by account')
      expect(left.pluck().all()).toEqual(['bob', 'other'])
    }),
  )

  test(
    'of more people than one slice takes goes as a whole, and counts as people',
    using(async (on) => {
      const lines = Array.from({ length: 700 }, (_, i) =>
        pageview(`a${i}`, { visitor: `v${i}`, user: `u${i % 600}`, account: 'acme' }),
      )
      on.import([...lines, pageview('other', { visitor: 'stranger' })])
      expect(await erase(on, 'account', 'acme')).toEqual({ people: 600, visits: 700, events: 700 })
      expect(on.visits()).toHaveLength(1)
      expect(on.db.prepare('select count(*) from person').pluck().get()).toBe(1)
      expect(await erase(on, 'account', 'acme')).toBeUndefined()
    }),
  )

  test(
    'that somebody has left is forgotten by what they did in it',
    using(async (on) => {
      on.import([
        pageview('before', { visitor: 'v1', user: 'ann', account: 'old' }),
        pageview('after', { visitor: 'v1', user: 'ann', account: 'new', at: AT + MINUTE }),
        pageview('remaining', { visitor: 'v2', user: 'bob', account: 'old' }),
      ])
      expect(await erase(on, 'account', 'old')).toEqual({ people: 1, visits: 1, events: 1 })
      const accounts = on.db.prepare(`select cast(p.key as text) from event e
        left join person p on p.id = e.account order by e.at`)
      expect(accounts.pluck().all()).toEqual([null, 'new'])
    }),
  )
})

test(
  'a browser that two people shared keeps the other’s visits, and begins with the first of them',
  using(async (on) => {
    on.import([
      pageview('ann', { visitor: 'shared', user: 'ann' }),
      pageview('bob', { visitor: 'shared', user: 'bob', at: AT + MINUTE }),
      pageview('own', { visitor: 'own', user: 'ann', at: AT + MINUTE }),
    ])
    expect(await erase(on, 'user', 'ann')).toEqual({ people: 1, visits: 2, events: 2 })
    expect(on.visits()).toMatchObject([{ start: AT + MINUTE, first: AT + MINUTE }])
    expect(on.db.prepare('select count(*) from person').pluck().get()).toBe(2)
  }),
)

const step = fc.record({
  minutes: fc.nat(200),
  visitor: fc.option(fc.constantFrom('v1', 'v2'), { nil: undefined }),
  user: fc.option(fc.constantFrom('ann', 'bob'), { nil: undefined }),
  account: fc.option(fc.constantFrom('acme', 'other'), { nil: undefined }),
  name: fc.constantFrom('pageview', 'Signup', 'identify'),
  page: fc.boolean(),
})

/** Rows that still name somebody who is not there. */
const DANGLING = `
  select 'event' as lies from event where user not in (select id from person)
    or account not in (select id from person) or visit not in (select id from visit)
  union all select 'visit' from visit where visitor not in (select id from person)
    or person not in (select id from person) or user not in (select id from person)
  union all select 'person' from person where account not in (select id from person)`

test('nothing names who was erased, whoever used which browser when', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(['user', 'ann'], ['visitor', 'v1'], ['account', 'acme']),
      async (steps, [kind, id]) => {
        await using(async (on) => {
          on.import(
            steps.map(({ minutes, page, name, ...who }, i) => ({
              id: `event-${i}`,
              name,
              at: AT - minutes * MINUTE,
              ...(page || name === 'pageview' ? { url: 'https://example.com/' } : {}),
              ...who,
            })),
          )
          await erase(on, kind as 'user' | 'visitor' | 'account', id as string)
          expect(on.db.prepare(DANGLING).all()).toEqual([])
          expect(
            await erase(on, kind as 'user' | 'visitor' | 'account', id as string),
          ).toBeUndefined()
        })()
      },
    ),
    { numRuns: 60 },
  )
})

describe('the intake thread', () => {
  const folder = dataFolder()
  let data: OpenData
  let intake: IntakePort

  beforeAll(async () => {
    data = openData(folder)
    await addSite(data.settings, SiteInput.parse({ domain: 'example.com' }), AT)
    const fail = (cause: unknown) => {
      throw new Error(String(cause))
    }
    const options = { database: databasePath(folder), geo_db: null }
    intake = await startIntake(options, { died: fail, trouble: fail, fault: fail })
  })
  afterAll(async () => {
    await intake.close()
    await data.close()
    removeFolder(folder)
  })

  function live(id: string, who: object) {
    const body = JSON.stringify({ ...who, events: [pageview(id, {})] })
    const from = { ip: '203.0.113.7', userAgent: CHROME, arrival: AT }
    return intake.live({ site: 'example.com', body, ...from })
  }

  test('takes events while a large account is erased, and those of its people go, too', async () => {
    const lines = Array.from({ length: 3_000 }, (_, i) =>
      JSON.stringify(pageview(`big-${i}`, { visitor: `v${i}`, account: 'big' })),
    )
    await intake.import({
      site: 'example.com',
      body: lines.join('\n'),
      ndjson: true,
      arrival: AT,
    })
    const ended: string[] = []
    const erasing = intake.erase(SITE, { kind: 'account', id: 'big' })
    void erasing.then(() => ended.push('erasure'))
    const stranger = live('stranger', { visitor: 'stranger' })
    void stranger.then(() => ended.push('stranger'))
    const member = live('member', { visitor: 'v2999', account: 'big' })
    expect((await stranger).status).toBe(202)
    expect((await member).status).toBe(202)
    const erased = await erasing
    expect(ended).toEqual(['stranger', 'erasure'])
    expect(erased).toEqual({ people: 3_000, visits: 3_000, events: 3_001 })
    expect(data.db.prepare('select count(*) from visit').pluck().get()).toBe(1)
  })

  test('takes events while another site is removed', async () => {
    const gone = await addSite(data.settings, SiteInput.parse({ domain: 'gone.example' }), AT)
    const lines = Array.from({ length: 6_000 }, (_, i) =>
      JSON.stringify(pageview(`gone-${i}`, { visitor: `g${i}`, url: 'https://gone.example/' })),
    )
    const body = lines.join('\n')
    await intake.import({ site: 'gone.example', body, ndjson: true, arrival: AT })
    await removeSite(data.settings, gone)
    const ended: string[] = []
    const removing = intake.removeSite(Number(gone.id)).then(() => ended.push('removal'))
    const taken = await live('meanwhile', { visitor: 'meanwhile' })
    ended.push('event')
    await removing
    expect(taken.status).toBe(202)
    expect(ended).toEqual(['event', 'removal'])
    const left = data.db.prepare(`select count(*) from person where site = ${Number(gone.id)}`)
    expect(left.pluck().get()).toBe(0)
    expect(data.db.prepare('select count(*) from visit').pluck().get()).toBe(2)
  })
})
