import type { Random } from '../../collector/demo/random.ts'
import { pauseExperiment, startExperiment } from '../../collector/settings/experiments/lifecycle.ts'
import { type Goal, replaceGoal } from '../../collector/settings/goals.ts'
import type { IntakeSite } from '../../collector/settings/intake-site.ts'
import { removeRate, storeRates } from '../../collector/settings/rates.ts'
import { erasePeople } from '../../collector/store/sqlite/erase.ts'
import { eventStore } from '../../collector/store/sqlite/event-store.ts'
import { sweepUnits } from '../../collector/store/sqlite/kept-units.ts'
import { forgetOld, reclassify } from '../../collector/store/sqlite/maintenance.ts'
import { DAY, DOMAIN, EXPERIMENTS, type Scene, SITE, START } from './unit-scene.ts'

const FIRST = START - 10 * DAY
const QUERIES = ['', '?utm_source=Google&utm_medium=cpc', '?utm_source=google', '?utm_source=news']
const CURRENCIES = ['USD', 'EUR', 'SEK', 'CHF']

function someEvents(scene: Scene, chance: Random): () => object {
  let count = 0
  const places: { visitor: string; at: number }[] = []
  /** Some lie a little ahead of the clock, some near another of their visitor. */
  const whoAndWhen = () => {
    const { now } = scene
    const near = places[chance.integer(places.length)]
    const most = now + 50_000
    if (near && chance.chance(0.5)) {
      return { ...near, at: Math.min(near.at + chance.integer(2_400_000), most) }
    }
    const late = FIRST + Math.floor(chance.next() * (now - FIRST))
    const lately = most - Math.floor(chance.exponential(60_000))
    return { visitor: `visitor-${chance.integer(30)}`, at: chance.chance(0.5) ? late : lately }
  }
  return () => {
    const known = chance.chance(0.2) ? { user: `user-${chance.integer(6)}` } : {}
    const who = whoAndWhen()
    places.push(who)
    const id = `event-${String(count++).padStart(6, '0')}`
    const url = `https://${DOMAIN}/${chance.integer(3)}`
    const event = { ...known, ...who, id, url, language: chance.chance(0.5) ? 'de' : 'fr' }
    return { ...event, ...chance.pick(DEEDS)(chance, url) }
  }
}

type Did = (chance: Random, url: string) => object

const exposed: Did = (chance) => {
  const variant = chance.pick([
    ['control', 9],
    ['b', 9],
    ['gone', 2],
  ])
  return { name: 'exposure', props: { experiment: EXPERIMENTS[chance.integer(3)]?.key, variant } }
}

const bought: Did = (chance) => {
  const order = chance.chance(0.4) ? { order: `order-${chance.integer(12)}` } : {}
  const currency = CURRENCIES[chance.integer(4)]
  return { name: 'Buy', revenue: { amount: chance.integer(60) - 10, currency, ...order } }
}

const DEEDS = [
  [exposed, 3],
  [bought, 2],
  [() => ({ name: 'Signup' }), 1],
  [(chance, url) => ({ name: 'pageview', url: url + QUERIES[chance.integer(4)] }), 4],
] as const satisfies readonly (readonly [Did, number])[]

/** Of one order after another, by one or by many, earlier or later than before, some at one instant. */
function salesOfOrders(scene: Scene, chance: Random): () => object[] {
  let count = 0
  return () => {
    const first = scene.now - Math.floor(chance.exponential(3_600_000)) - 20
    const order = `sold-${Math.floor(count / 8)}`
    return Array.from({ length: chance.chance(0.05) ? 40 : 1 }, () => ({
      ...{ visitor: `visitor-${chance.integer(30)}`, at: first + chance.integer(20) },
      ...{ id: `sale-${String(count++).padStart(6, '0')}`, url: `https://${DOMAIN}/` },
      ...{ name: 'Buy', revenue: { amount: chance.integer(60) - 10, currency: 'USD', order } },
    }))
  }
}

/** What may happen between two questions, and how often beside the others. */
export function happeningsTo(
  scene: Scene,
  chance: Random,
): readonly (readonly [() => unknown, number])[] {
  const event = someEvents(scene, chance)
  const sales = salesOfOrders(scene, chance)
  const between = { forget: () => scene.one.store.forget(), pause: async () => {} }
  const site = () => scene.one.store.sites().get(DOMAIN) as IntakeSite
  // Pageviews are many.
  const somePlaces = () =>
    scene.one.places(
      `name <> 1 order by (visit * 31 + seq) % ${2 + chance.integer(97)}, visit limit 3`,
    )
  const user = () => ({ kind: 'user' as const, id: `user-${chance.integer(6)}` })
  const browser = () => ({ kind: 'visitor' as const, id: `visitor-${chance.integer(30)}` })
  const date = (back: number) => new Date(scene.now - back * DAY).toISOString().slice(0, 10)
  const rated = () => ({
    day: date(chance.integer(12)),
    currency: CURRENCIES[chance.integer(3)] ?? '',
  })
  const rate = () =>
    storeRates(scene.settings, SITE, { rows: [{ ...rated(), rate: chance.next() }] })
  const unrate = () => removeRate(scene.settings, SITE, { ...rated(), base: 'USD' })
  const goal = (name: keyof Scene['goals'], other: object) =>
    replaceGoal(scene.settings, SITE, scene.goals[name].id, {
      ...scene.goals[name],
      ...other,
    } as Goal)
  let removals = 0
  const classify = (channel: string) => {
    const rules = [{ channel, when: [['is', 'source', ['news']]] }]
    scene.one.db
      .prepare(`insert into rules (site, channels) values (1, ?)
        on conflict (site) do update set channels = excluded.channels`)
      .run(JSON.stringify(rules))
    reclassify(
      scene.one.db,
      eventStore(scene.one.db, () => scene.now),
      DOMAIN,
    )
    scene.one.store.forget()
  }
  const restart = async () => {
    const key = EXPERIMENTS[chance.integer(3)]?.key ?? ''
    await pauseExperiment(scene.settings, { site: SITE, key, now: scene.now })
    scene.now += 1_000
    await startExperiment(scene.settings, { site: SITE, key, now: scene.now })
  }
  return [
    [() => scene.one.import([event()]), 60],
    [() => scene.one.import(Array.from({ length: 6 }, event)), 40],
    [() => scene.one.import(sales()), 20],
    [() => (scene.now += chance.integer(90_000)), 30],
    [() => (scene.now += chance.integer(DAY / 4)), 6],
    [() => scene.one.removal.remove(site(), somePlaces(), ++removals), 8],
    [() => scene.one.removal.bringBack(site(), removals), 4],
    [() => erasePeople(scene.one.db, SITE, user(), between), 1],
    [() => erasePeople(scene.one.db, SITE, browser(), between), 2],
    [rate, 3],
    [unrate, 1],
    [() => goal('buy', { value: chance.chance(0.5) ? 'revenue' : 5 }), 1],
    [() => goal('seen', { page: `/${chance.integer(3)}` }), 1],
    [() => goal('paid', { count: chance.chance(0.5) ? 'every' : 'visit' }), 1],
    [() => classify(`Own ${chance.integer(3)}`), 2],
    [() => sweepUnits(scene.one.db, async () => {}), 6],
    [() => forgetOld(scene.one.db, scene.now, async () => {}), 1],
    [restart, 1],
  ]
}
