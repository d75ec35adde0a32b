import { sql } from 'kysely'
import { bucket } from '../../../experiments/assignment/hash.ts'
import { PERSON_KIND } from '../../person-kind.ts'
import type { History } from '../../store/port.ts'
import type { AskedExperiment } from '../experiment/asked.ts'
import { readingOf, valueKey } from '../experiment/read.ts'
import { BEFORE, type Reading, unitOf } from '../experiment/unit.ts'
import { ExposedUnits } from '../experiment/units.ts'
import { localRates, worthOf } from '../facts/event-money.ts'
import { inStep } from '../facts/in-step.ts'
import { fitsGoal, namesOfGoals } from '../question/filters.ts'
import { IS_REFUND } from '../question/own-events.ts'
import { contextFor } from '../question/question.ts'
import { GROUPS, SEED } from './asked.ts'

/** Everybody with an id who saw a page, from the first on, by whether the id lies in the share that is kept out. */
export async function collectSeen(asked: AskedExperiment, share: number): Promise<ExposedUnits> {
  const { metrics, variants } = asked
  const units = new ExposedUnits({ variants: variants.length, metrics: metrics.length })
  const reading = readingOf(asked)
  const browsers = await browsersSeen(asked, share)
  for await (const [seen, done] of inStep(byPerson(browsers, reading), goalsReached(asked))) {
    if (seen === undefined) continue
    const { who } = seen
    const unit = unitOf({ who, moments: [...seen.moments, ...(done?.moments ?? [])] }, reading)
    if (unit) units.add(unit)
  }
  return units
}

/** Browsers that keep an id, in three lists since a year has many: by ascending person, those of one as they came. */
interface Browsers {
  who: number[]
  /** Of the first page it saw in the time. */
  at: number[]
  isOut: boolean[]
}

/** All of them at once: one connection to a file does not read histories while a statement goes on. */
async function browsersSeen({ question, span }: AskedExperiment, share: number): Promise<Browsers> {
  const { reader, site } = question
  const { dialect } = reader
  const rows = reader.stream<{ who: number; seen: number; sent: string }>(sql`
    select f.who as who, f.seen as seen, ${dialect.personKey(sql`p.key`)} as sent
    from (select v.person as who, v.visitor as browser, min(e.at) as seen
      ${dialect.eventsWithin(site, span, ['pageview'])}
      group by v.person, v.visitor) f
    join person p on p.id = f.browser
    where p.kind = ${PERSON_KIND.stored}
    order by f.who, f.seen, sent`)
  const browsers: Browsers = { who: [], at: [], isOut: [] }
  for await (const { who, seen, sent } of rows) {
    browsers.who.push(Number(who))
    browsers.at.push(Number(seen))
    browsers.isOut.push(bucket(SEED, sent) < share)
  }
  return browsers
}

/** A first page is to a holdout what an exposure is to an experiment. */
async function* byPerson(
  { who, at, isOut }: Browsers,
  { exposed }: Reading,
): AsyncIterable<History> {
  let history: History | undefined
  for (const [i, person] of who.entries()) {
    if (history?.who !== person) {
      if (history) yield history
      history = { who: person, moments: [] }
    }
    const group = isOut[i] ? GROUPS[0] : GROUPS[1]
    history.moments.push({ at: at[i] ?? 0, marks: exposed, beside: [group] })
  }
  if (history) yield history
}

/** Moments of the goals alone, read in the places of an experiment's. */
function goalsReached({ span, question }: AskedExperiment): AsyncIterable<History> {
  const { reader, site, counted } = question
  const context = contextFor(question, 'event')
  const reach = { from: span.from - BEFORE, to: span.to + 1 }
  const beside = [
    sql`0`,
    sql`case when ${IS_REFUND} then 1 else 0 end`,
    sql`v.id`,
    ...counted.map((goal) => worthOf(goal, question)),
  ]
  return reader.histories({
    site,
    of: 'person',
    from: reader.dialect.eventsWithin(site, reach, namesOfGoals(counted)),
    marks: [undefined, ...counted.map((goal) => fitsGoal(goal, context))],
    beside: beside.map(valueKey),
    rates: localRates(question),
  })
}
