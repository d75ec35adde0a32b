import { type RawBuilder, sql } from 'kysely'
import type { Span } from '../store/port.ts'
import { dialect } from '../store/sqlite/dialect.ts'
import { columnsOf, type TableName } from './tables.ts'

/** Which rows of the file. */
export interface Wanted {
  site: number
  span: Span
  /** Both inclusive. */
  days: { from: string; to: string }
}

const PEOPLE = sql`left join person u on u.id = v.person
  left join person w on w.id = v.visitor
  left join person k on k.id = u.account`

/** `from … where …` of the rows that each table is made of. */
const ROWS = {
  visits: ({ site, span }) => {
    const visits = dialect.visitsStarting(site, span)
    return sql`from (select v.* ${visits}) v ${PEOPLE}
      left join acquisition a on a.id = v.acquisition
      left join client c on c.id = v.client
      left join place g on g.id = v.place
      left join page l on l.id = v.landing
      left join page x on x.id = v.exit`
  },
  events: ({ site, span }) => {
    const events = dialect.eventsWithin(site, span)
    return sql`from (select e.at as at, e.name as name, e.page as page, e.title as title, e.uid as uid,
        e.engaged as engaged, e.scroll as scroll, e.amount as amount, e.currency as currency,
        e.order_id as order_id, e.props as props, e.interactive as interactive, v.id as id,
        v.alone as alone, v.person as person, v.visitor as visitor ${events}) v ${PEOPLE}
      left join name n on n.id = v.name
      left join page p on p.id = v.page
      left join title t on t.id = v.title`
  },
  people: ({ site, span }) => {
    const touching = dialect.visitsAndLoneTouching(site, span)
    return sql`from (select distinct v.person as person ${touching}) s
      join person u on u.id = s.person and u.kind <> 3
      left join person w on w.id = s.person
      left join person k on k.id = u.account`
  },
  accounts: ({ site }) => sql`from person k where k.site = ${site} and k.kind = 3`,
  spend: ({ site, days }) => sql`from standing_spend s
    where s.site = ${site} and s.day between ${days.from} and ${days.to}`,
} satisfies Partial<Record<TableName, (wanted: Wanted) => RawBuilder<unknown>>>

export type FilledTable = keyof typeof ROWS

/** The statement that copies the site's rows of a table into it, as far as its columns are asked for. */
export function filling(
  table: FilledTable,
  asked: ReadonlySet<string>,
  wanted: Wanted,
): RawBuilder<unknown> {
  const columns = columnsOf(table).filter(([name]) => asked.has(name))
  const names = columns.map(([name]) => sql.ref(name))
  const values = columns.map(([, { value }]) => sql.raw(`(${value})`))
  const [first] = columnsOf(table).map(([name]) => sql.ref(name))
  const into = names.length > 0 ? sql.join(names) : first
  const what = values.length > 0 ? sql.join(values) : sql`null`
  return sql`insert into main.${sql.ref(table)} (${into}) select ${what} ${ROWS[table](wanted)}`
}
