import type { random } from '../../collector/demo/random.ts'
import type { IntakeSite } from '../../collector/settings/intake-site.ts'
import { erasePeople } from '../../collector/store/sqlite/erase.ts'
import { eventStore } from '../../collector/store/sqlite/event-store.ts'
import { reclassify } from '../../collector/store/sqlite/maintenance.ts'
import type { Collector } from '../intake/collector.ts'

export const SITE = 1
export const DOMAIN = 'example.com'
export const DAY = 86_400_000
export const FIRST = Date.UTC(2026, 3, 1)
export const NOW = FIRST + 6 * DAY

const QUERIES = ['', '?utm_source=Google&utm_medium=cpc', '?utm_source=google', '?utm_source=news']

type Chance = ReturnType<typeof random>

/** Events of a few visitors over six days, in no order; some belong to users and accounts, some tell of older ones. */
function someEvents(chance: Chance): () => object {
  const sent: { id: string; at: number; visitor: string }[] = []
  return () => {
    const visitor = `visitor-${chance.integer(5)}`
    const at = FIRST + Math.floor(chance.next() * 6 * DAY)
    const id = `event-${sent.length}-${chance.id(6)}`
    const known = chance.chance(0.2) ? { user: `user-${chance.integer(3)}` } : {}
    const account =
      'user' in known && chance.chance(0.4) ? { account: `a${chance.integer(2)}` } : {}
    const who = { id, visitor, ...known, ...account }
    const before = sent[chance.integer(sent.length)]
    if (before && chance.chance(0.3)) {
      const told = { name: 'engagement', of: before.id, engaged: 15_000, scroll: 40, title: id }
      return { ...who, ...told, visitor: before.visitor, at: before.at + chance.integer(DAY / 2) }
    }
    const url = `https://${DOMAIN}/${chance.integer(3)}`
    const revenue = { amount: 5, currency: 'USD', order: `order-${chance.integer(8)}` }
    if (chance.chance(0.2)) return { ...who, at, name: 'Signup', revenue, url }
    sent.push({ id, at, visitor })
    return { ...who, at, name: 'pageview', url: url + QUERIES[chance.integer(QUERIES.length)] }
  }
}

function changeRule({ db }: Collector, channel: string): void {
  const rules = [{ channel, when: [['is', 'source', ['news']]] }]
  db.prepare(`insert into rules (site, channels) values (1, ?)
    on conflict (site) do update set channels = excluded.channels`).run(JSON.stringify(rules))
}

function reclassifyAll({ db, store }: Collector): void {
  reclassify(
    db,
    eventStore(db, () => NOW),
    DOMAIN,
  )
  store.forget()
}

/** What may happen to what is stored, and how often beside the others. */
export function happeningsTo(
  one: Collector,
  chance: Chance,
): readonly (readonly [() => unknown, number])[] {
  const event = someEvents(chance)
  const between = { forget: () => one.store.forget(), pause: async () => {} }
  const site = () => one.store.sites().get(DOMAIN) as IntakeSite
  const user = () => ({ kind: 'user' as const, id: `user-${chance.integer(3)}` })
  const somePlaces = () => one.places('true order by random() limit 3')
  let removals = 0
  return [
    [() => one.import([event()]), 70],
    [() => one.import(Array.from({ length: 4 }, event)), 10],
    [() => one.removal.remove(site(), somePlaces(), ++removals), 4],
    [() => one.removal.bringBack(site(), removals), 3],
    [() => erasePeople(one.db, SITE, user(), between), 2],
    [() => changeRule(one, `Own ${chance.integer(3)}`), 4],
    [() => reclassifyAll(one), 4],
  ]
}
