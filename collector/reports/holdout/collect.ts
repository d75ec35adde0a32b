import { sql } from 'kysely'
import { bucket } from '../../../experiments/assignment/hash.ts'
import { PERSON_KIND } from '../../person-kind.ts'
import type { History } from '../../store/port.ts'
import type { AskedExperiment } from '../experiment/asked.ts'
import { readingOf, valueKey } from '../experiment/read.ts'
import { BEFORE, unitOf } from '../experiment/unit.ts'
import { ExposedUnits } from '../experiment/units.ts'
import { localRates, worthOf } from '../facts/event-money.ts'
import { fitsGoal, namesOfGoals } from '../question/filters.ts'
import { IS_REFUND } from '../question/own-events.ts'
import { contextFor } from '../question/question.ts'
import { GROUPS, SEED } from './asked.ts'

/** Everybody with an id who saw a page, from the first on, by whether the id lies in the share that is kept out. */
export async function collectSeen(asked: AskedExperiment, share: number): Promise<ExposedUnits> {
  const { metrics, variants } = asked
  const units = new ExposedUnits({ variants: variants.length, metrics: metrics.length })
  const reading = readingOf(asked)
  const groups = await groupsOf(asked, share)
  for await (const history of pagesSeen(asked)) {
    const unit = unitOf(inGroups(history, groups), reading)
    if (unit) units.add(unit)
  }
  return units
}

/** By the number of each browser that keeps an id and was there in the time. */
type Groups = ReadonlyMap<unknown, string>

async function groupsOf({ question, span }: AskedExperiment, share: number): Promise<Groups> {
  const { reader, site } = question
  const { dialect } = reader
  const groups = new Map<unknown, string>()
  const browsers = reader.stream<{ number: number; id: string }>(sql`
    select p.id as number, ${dialect.personKey(sql`p.key`)} as id
    from person p
    where p.site = ${site} and p.kind = ${PERSON_KIND.stored}
      and p.id in (select v.visitor as visitor ${dialect.visitsAndLoneTouching(site, span)})`)
  for await (const { number, id } of browsers) {
    groups.set(number, bucket(SEED, id) < share ? GROUPS[0] : GROUPS[1])
  }
  return groups
}

/** A first pageview is to it what an exposure is to an experiment, whose moments are read in the same places. */
function pagesSeen({ span, question }: AskedExperiment): AsyncIterable<History> {
  const { reader, site, counted } = question
  const { dialect } = reader
  const context = contextFor(question, 'event')
  const names = namesOfGoals(counted)
  const reach = { from: span.from - BEFORE, to: span.to + 1 }
  const beside = [
    sql`v.visitor`,
    sql`case when ${IS_REFUND} then 1 else 0 end`,
    sql`v.id`,
    ...counted.map((goal) => worthOf(goal, question)),
  ]
  return reader.histories({
    site,
    of: 'person',
    from: dialect.eventsWithin(site, reach, names && [...names, 'pageview']),
    marks: [{ name: 'pageview' }, ...counted.map((goal) => fitsGoal(goal, context))],
    wanted: 1,
    beside: beside.map(valueKey),
    rates: localRates(question),
  })
}

/** With its group in place of the browser; who has no id is in none, as no experiment has them. */
function inGroups({ who, moments }: History, groups: Groups): History {
  return {
    who,
    moments: moments.map(({ beside: [browser, ...rest], ...moment }) => ({
      ...moment,
      beside: [groups.get(browser) ?? '', ...rest],
    })),
  }
}
