import { sql } from 'kysely'
import { dateOf } from '../date-of.ts'
import { DAY } from '../durations.ts'
import type { PersonKind } from '../person-kind.ts'
import { conversionEvents } from '../reports/facts/conversion-facts.ts'
import { localRates } from '../reports/facts/event-money.ts'
import { personId } from '../reports/facts/person-id.ts'
import { questionIn } from '../reports/question/ask.ts'
import type { ReportContext } from '../reports/question/context.ts'
import type { Question } from '../reports/question/question.ts'
import type { LocalPeriod } from '../reports/time/period.ts'
import { CONVERSION_COLUMNS } from './columns.ts'
import type { Scratch } from './scratch.ts'

type Row = Record<keyof typeof CONVERSION_COLUMNS, string | number | null>

/** Copies the conversions of every goal, as reports count them. */
export async function fillConversions(
  scratch: Scratch,
  context: ReportContext,
  period: LocalPeriod,
): Promise<void> {
  const names = Object.keys(CONVERSION_COLUMNS)
  const insert = scratch.prepare<[Row]>(
    `insert into conversions (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`,
  )
  const whole = await questionIn(context, period, [])
  for (const goal of whole.goals) {
    for await (const row of rowsOf({ ...whole, counted: [goal] }, goal.name)) insert.run(row)
  }
}

async function* rowsOf(question: Question, goal: string): AsyncIterable<Row> {
  const { reader, site, unit, period } = question
  const { from, conversions, revenue } = conversionEvents(question)
  const values = [
    conversions,
    revenue,
    reader.dialect.eventId(sql`e.uid`),
    sql`case when v.alone = 0 then v.id end`,
  ]
  const histories = reader.histories({
    site,
    of: 'person',
    from,
    marks: [sql`1 = 1`],
    beside: values.map((value) => ({ kind: 'value', value })),
    rates: localRates(question),
  })
  for await (const { who, moments } of histories) {
    const person = await nameOf(question, who)
    for (const { at, beside } of moments) {
      const [count, money, event = null, visit = null] = beside
      yield {
        ...{ goal, event, visit, person },
        at: new Date(at).toISOString(),
        day: dateOf(Math.floor(period.clock.local(at) / DAY)),
        conversions: Number(count),
        revenue: Number(money) / unit,
      }
    }
  }
}

async function nameOf({ reader }: Question, who: number): Promise<string | null> {
  const { personKey } = reader.dialect
  const [row] = await reader.rows<{ kind: PersonKind; key: string }>(
    sql`select p.kind as kind, ${personKey(sql`p.key`)} as key from person p where p.id = ${who}`,
  )
  return row ? personId(row.kind, row.key) : null
}
