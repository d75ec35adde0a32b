import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Dialect } from '../../collector/store/dialect.ts'
import type { Mark as Asking, History, Key, NamedMark, Span } from '../../collector/store/port.ts'
import { traffic } from '../reports/oracle-traffic.ts'
import { type Fact, type Sent, Unclear, type World, worldOf } from '../reports/oracle-visits.ts'
import { type Line, type ReportedSite, reportedSite } from '../reports/site.ts'

/** Histories of random traffic, taken in by the road in any order, against lists made by the definitions alone. */

interface Mark {
  holds: (dialect: Dialect, site: number) => Asking
  fits: (fact: Fact) => boolean
}

const isNamed = (name: string): Mark => ({
  holds: () => sql`e.name in (select n.id from name n where n.text = ${name})`,
  fits: ({ sent }) => sent.name === name,
})

const pathOf = ({ url }: Sent) => (url === undefined ? null : new URL(url).pathname)

const isOn = (path: string): Mark => ({
  holds: (_, site) =>
    sql`e.page in (select p.id from page p where p.site = ${site} and p.path = ${path})`,
  fits: ({ sent }) => pathOf(sent) === path,
})

const planOf = ({ name, props }: Sent): string | null =>
  name === 'identify' || props?.plan === undefined ? null : String(props.plan)

const hasPlan = (plan: string): Mark => ({
  holds: (dialect) => sql`coalesce(${dialect.property('plan')} = ${plan}, 0)`,
  fits: ({ sent }) => planOf(sent) === plan,
})

const hasFreePlan = (dialect: Dialect) => sql`coalesce(${dialect.property('plan')} = 'free', 0)`

/** The name apart from the rest, by which an engine may look first. */
const isCalled = (name: string, path?: string, free = false): Mark => ({
  holds: (dialect): NamedMark => ({
    name,
    ...(path !== undefined && { page: sql`p.path = ${path}` }),
    ...(free && { and: hasFreePlan(dialect) }),
  }),
  fits: ({ sent }) =>
    sent.name === name &&
    (path === undefined || pathOf(sent) === path) &&
    (!free || planOf(sent) === 'free'),
})

const startOf = (fact: Fact) => (fact.visit?.facts[0] ?? fact).sent.at

const BEGINS: Mark = {
  holds: () => sql`e.at = v.start`,
  fits: (fact) => fact.sent.at === startOf(fact),
}

const MARKS = [
  ...['pageview', 'engagement', 'Signup', 'Purchase', 'exposure', 'Never'].map(isNamed),
  ...['/', '/Pricing', '/docs/a'].map(isOn),
  ...['pro', 'free'].map(hasPlan),
  ...['pageview', 'Signup', 'Never'].map((name) => isCalled(name)),
  ...['pageview', 'Purchase'].flatMap((name) => [
    isCalled(name, '/'),
    isCalled(name, '/docs/a'),
    isCalled(name, '/Pricing', true),
    isCalled(name, undefined, true),
  ]),
  BEGINS,
]

const instant = fc
  .integer({ min: 0, max: 96 })
  .map((hours) => Date.parse('2026-10-23T00:00Z') + hours * 3_600_000)
const span = fc.tuple(instant, instant).map((ends): Span => {
  const [from = 0, to = 0] = ends.sort((a, b) => a - b)
  return { from, to }
})
const asked = fc.record({
  of: fc.constantFrom('person' as const, 'visit' as const),
  span: fc.oneof(span, fc.constant({ from: 0, to: Number.MAX_SAFE_INTEGER })),
  marks: fc.uniqueArray(fc.constantFrom(...MARKS), { minLength: 1, maxLength: 6 }),
})
type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never

/** A moment as both sides tell it. */
type Told = [id: string, at: number, marks: number, path: string | null, plan: string | null]

const byFirst = (a: Told[], b: Told[]) => (String(a[0]?.[0]) < String(b[0]?.[0]) ? -1 : 1)

function expected({ of, span, marks }: Asked, world: World): Told[][] {
  const units = new Map<unknown, Told[]>()
  const facts = world.facts.toSorted((a, b) => a.sent.at - b.sent.at)
  for (const fact of facts) {
    const { id, at } = fact.sent
    const unit = of === 'person' ? fact.person : fact.visit
    const bits = marks.reduce((sum, { fits }, i) => sum + (fits(fact) ? 2 ** i : 0), 0)
    if (unit === null || bits === 0 || at < span.from || at >= span.to) continue
    const told: Told = [id, at, bits, pathOf(fact.sent), planOf(fact.sent)]
    units.set(unit, [...(units.get(unit) ?? []), told])
  }
  return [...units.values()].sort(byFirst)
}

async function answered({ of, span, marks }: Asked, site: ReportedSite): Promise<Told[][]> {
  const { reader, id } = site
  const { dialect } = reader
  const beside: Key[] = [
    { kind: 'value', value: dialect.eventId(sql`e.uid`) },
    { kind: 'label', id: sql`e.page`, table: 'page', column: 'path', folded: false, path: true },
    { kind: 'value', value: dialect.property('plan') },
  ]
  const from = dialect.eventsWithin(id, span)
  const found: History[] = []
  const conditions = marks.map(({ holds }) => holds(dialect, id))
  for await (const history of reader.histories({ site: id, of, from, marks: conditions, beside })) {
    found.push(history)
  }
  const numbers = found.map(({ who }) => who)
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  return found
    .map(({ moments }) =>
      moments.map(({ at, marks, beside: [id, path, plan] }) => [id, at, marks, path, plan] as Told),
    )
    .sort(byFirst)
}

async function siteWith(sents: readonly Sent[], size: number): Promise<ReportedSite> {
  const site = await reportedSite()
  // In parcels, so that later ones meet what is already stored.
  for (let i = 0; i < sents.length; i += size) {
    const parcel = sents.slice(i, i + size)
    const lines = parcel.map((sent) => ({ visitor: undefined, ...sent })) as unknown as Line[]
    expect(site.take(lines)).toEqual(parcel.map(() => 'accepted'))
  }
  return site
}

const RULES = { timeout: 1_800_000, split_on_campaign: true }

function worldIfClear(sents: readonly Sent[]): World | undefined {
  try {
    return worldOf(sents, RULES)
  } catch (error) {
    if (error instanceof Unclear) return undefined
    throw error
  }
}

test('every marked event stands once in the history of its person and of its visit, in time order', async () => {
  await fc.assert(
    fc.asyncProperty(
      traffic,
      fc.array(asked, { minLength: 6, maxLength: 6 }),
      async (sents, all) => {
        const world = worldIfClear(sents)
        fc.pre(world !== undefined)
        const site = await siteWith(sents, 7)
        try {
          for (const one of all) expect(await answered(one, site)).toEqual(expected(one, world))
        } finally {
          await site.close()
        }
      },
    ),
    { seed: 20_261_128, numRuns: 12, endOnFailure: true },
  )
}, 100_000)

/** Ids of all the ways in which they are stored, which sort otherwise there than as text. */
const eventId = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{8}$/),
  fc.stringMatching(/^[A-Za-z0-9_-]{21}$/),
  fc.uuid({ version: 4 }),
)
const crowded = fc.uniqueArray(
  fc.record({
    id: eventId,
    visitor: fc.constantFrom('ann', 'bob'),
    minute: fc.constantFrom(0, 1, 45),
    nth: fc.constantFrom(0, 0, 1, 2),
  }),
  { minLength: 2, maxLength: 24, selector: ({ id }) => id },
)

test('events of one instant stand by their place in the batch, then by the text of their ids', async () => {
  await fc.assert(
    fc.asyncProperty(crowded, fc.integer({ min: 1, max: 9 }), async (all, size) => {
      const base = Date.parse('2026-11-02T10:00:00Z')
      const lines = all.map(({ minute, nth, ...line }) => {
        return { ...line, ...(nth > 0 && { nth }), at: base + minute * 60_000, path: '/' }
      })
      const site = await reportedSite()
      try {
        for (let i = 0; i < lines.length; i += size) site.take(lines.slice(i, i + size))
        const inOrder = all.toSorted(
          (a, b) => a.minute - b.minute || a.nth - b.nth || (a.id < b.id ? -1 : 1),
        )
        const unitsOf = (unit: (one: (typeof all)[number]) => string) =>
          [...new Set(inOrder.map(unit))].map((name) => {
            const members = inOrder.filter((one) => unit(one) === name)
            return members.map(({ id }) => id).join()
          })
        const forever = { from: 0, to: Number.MAX_SAFE_INTEGER }
        const answer = async (of: 'person' | 'visit') => {
          const found = await answered({ of, span: forever, marks: [isNamed('pageview')] }, site)
          return found.map((moments) => moments.map(([id]) => id).join()).sort()
        }
        expect(await answer('person')).toEqual(unitsOf(({ visitor }) => visitor).sort())
        const visits = unitsOf(({ visitor, minute }) => `${visitor} ${minute > 30}`)
        expect(await answer('visit')).toEqual(visits.sort())
      } finally {
        await site.close()
      }
    }),
    { seed: 20_261_128, numRuns: 12, endOnFailure: true },
  )
}, 100_000)
