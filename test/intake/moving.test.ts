import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Order } from '../../collector/intake/messages.ts'
import { moving } from '../../collector/intake/moving.ts'
import { eventStore } from '../../collector/store/sqlite/event-store.ts'
import { NOW, SITE } from '../store/happenings.ts'
import { acquaint, movingSite } from '../store/moving-site.ts'
import { type Collector, collector } from './collector.ts'

type Coming = Extract<Order, { kind: 'coming' }>

let from: Collector
let to: Collector
beforeEach(() => {
  from = collector({ now: () => NOW })
  to = collector({ now: () => NOW })
  acquaint(from, to)
})
afterEach(() => {
  from.close()
  to.close()
})

const pause = () => new Promise<void>((resolve) => setImmediate(resolve))
const begun = (id: string) => [{ site: SITE, id, collector: 0 }]
const seen = () => to.db.prepare('select id from arrival').pluck().all()

function orders() {
  const { db } = to
  const follow = moving({ db, collector: 1, store: eventStore(db, () => NOW), pause })
  const ended: string[] = []
  return {
    ended,
    async say(what: Coming['what'], given: unknown[], name: string = what): Promise<unknown> {
      try {
        return await follow({ kind: 'coming', what, given })
      } finally {
        ended.push(name)
      }
    },
  }
}

/** What the other one has told by now. */
async function told(): Promise<unknown> {
  const view = { name: 'pageview', url: 'https://example.com/', at: NOW - 1, visitor: 'somebody' }
  from.import([{ ...view, id: 'event-0001' }])
  const { leaving, begin } = movingSite(from, to)
  await begin()
  const slice = leaving().next(SITE)?.slice
  while (movingSite(from, to).tellOne());
  return slice
}

test('what is asked about the arrival of a site is done in the order in which it was asked', async () => {
  const slice = await told()
  const { say, ended } = orders()
  const [first, second, , late] = await Promise.allSettled([
    say('begin', begun('a'), 'first'),
    say('begin', begun('b'), 'second'),
    say('cancel', [SITE]),
    say('store', [SITE, 'b', slice]),
  ])
  expect(ended).toEqual(['first', 'second', 'cancel', 'store'])
  expect([first, second]).toMatchObject([{ value: false }, { value: false }])
  expect(late).toMatchObject({ reason: { message: 'nothing is known here of this move' } })
  expect(seen()).toEqual([])
})

test('a beginning that is asked for once more keeps what has been told since', async () => {
  const slice = await told()
  const { say } = orders()
  const again = [
    say('begin', begun('a')),
    say('store', [SITE, 'a', slice]),
    say('begin', begun('a')),
  ]
  expect(await Promise.all(again)).toEqual([false, undefined, true])
  expect(to.db.prepare('select count(*) from person').pluck().get()).toBe(1)
})

test('what fails holds up nothing', async () => {
  const { say } = orders()
  await expect(say('store', [SITE, 'a', {}])).rejects.toThrow('nothing is known here')
  expect(await say('begin', begun('a'))).toBe(false)
})
