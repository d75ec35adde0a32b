import { sql } from 'kysely'
import type { Settings } from '../settings/tables.ts'
import { type Kind, kindNumber, kindOf, SUMS, type Sum } from './imported-day.ts'
import { importedIn } from './tables.ts'

/** Days since 1970-01-01, the last one exclusive. */
export interface DaySpan {
  from: number
  to: number
}

/** What the days of a bucket add up to for one key; null: no row of them says. */
export interface ImportedSum {
  /** Which of the asked spans. */
  bucket: number
  /** 1 Monday … 7 Sunday, where rows are asked for by it; else 0. */
  weekday: number
  /** JSON list by the table's columns; empty where rows are not asked for by key. */
  key: string
  visitors: number | null
  visits: number | null
  pageviews: number | null
  events: number | null
  bounces: number | null
  visit_duration: number | null
  /** Visits of the rows that say how many bounced, how long they took, how many pages they saw. */
  visits_with_bounces: number
  visits_with_duration: number
  visits_with_pageviews: number
}

export interface AskedSums {
  /** Each tells what is asked: of a day the last import's counts, by the one of them that tells least beside. */
  kinds: readonly Kind[]
  buckets: readonly DaySpan[]
  byWeekday: boolean
  byKey: boolean
  /** What is wanted; of the rest nothing is told. */
  sums: readonly Sum[]
}

/** The days that other tools tell of by a kind of table. */
export interface ImportedExtent extends Kind {
  first: number
  last: number
}

/** What other tools tell of a site's days. */
export interface ImportedDays {
  /** Of each kind that has any, its first and its last day before this one. */
  extents(before: number): Promise<ImportedExtent[]>
  sums(asked: AskedSums): Promise<ImportedSum[]>
  /** Which tools told the days that count. */
  tools(kinds: readonly Kind[], span: DaySpan): Promise<string[]>
}

/** The days that count of a site's imports. */
export function importedDays(file: Settings, site: number): ImportedDays {
  const db = importedIn(file)
  return {
    async extents(before) {
      const { rows } = await extentsOf(site, before).execute(db)
      return rows.flatMap(({ kind, first, last }) => {
        const known = kindOf(kind)
        return known && first !== null && last !== null ? [{ ...known, first, last }] : []
      })
    },
    async sums(asked) {
      const { rows } = await sumsOf(site, asked).execute(db)
      return rows
    },
    async tools(kinds, span) {
      const { rows } = await sql<{ tool: string }>`select distinct f.tool as tool
        from imported_day d join imported_file f on f.site = d.site and f.number = d.file
        where ${counts(site, kinds)} and d.day >= ${span.from} and d.day < ${span.to} order by f.tool`.execute(
        db,
      )
      return rows.map(({ tool }) => tool)
    },
  }
}

interface ExtentRow {
  kind: number
  first: number | null
  last: number | null
}

/** A few steps into an index for each kind that there is; of a site without any one. */
const extentsOf = (site: number, before: number) => sql<ExtentRow>`
  with recursive known (kind) as (
    select min(kind) from imported_day where site = ${site}
    union all
    select (select min(d.kind) from imported_day d where d.site = ${site} and d.kind > known.kind)
    from known where known.kind is not null
  )
  select kind,
    (select min(d.day) from imported_day d
      where d.site = ${site} and d.kind = known.kind and d.day < ${before}) as first,
    (select max(d.day) from imported_day d
      where d.site = ${site} and d.kind = known.kind and d.day < ${before}) as last
  from known where kind is not null`

/** Of rows d of `imported_day` those that count: of each day one. */
function counts(site: number, kinds: readonly Kind[]) {
  const numbers = sql.join(kinds.map((kind) => sql.lit(kindNumber(kind))))
  return sql`d.site = ${site} and d.kind in (${numbers}) and not exists (
    select 1 from imported_day n where n.site = d.site and n.kind in (${numbers}) and n.day = d.day
      and (n.file, n.kind) > (d.file, d.kind))`
}

/** Of the columns that are asked for; the others cost as much and are none. */
function columnsOf(asked: readonly Sum[]) {
  const summed = SUMS.map((sum) => {
    const column = sql.ref(sum)
    return asked.includes(sum) ? sql`sum(r.${column}) as ${column}` : sql`null as ${column}`
  })
  const among = Object.entries(OF_VISITS).map(([name, sum]) => {
    const visits = sql`coalesce(sum(case when r.${sql.ref(sum)} is not null then r.visits end), 0)`
    return sql`${asked.includes(sum) && asked.includes('visits') ? visits : sql`0`} as ${sql.ref(name)}`
  })
  return sql.join([...summed, ...among])
}

/** Rates and means are over the visits of rows that tell what they are of. */
const OF_VISITS = {
  visits_with_bounces: 'bounces',
  visits_with_duration: 'visit_duration',
  visits_with_pageviews: 'pageviews',
} as const satisfies Record<string, Sum>

function sumsOf(site: number, { kinds, buckets, byWeekday, byKey, sums }: AskedSums) {
  const spans = JSON.stringify(buckets.map(({ from, to }) => [from, to]))
  const weekday = byWeekday ? sql`(d.day + 3) % 7 + 1` : sql`0`
  const key = byKey ? sql`r.key` : sql`0`
  const text = byKey
    ? sql`(select k.text from imported_key k where k.site = ${site} and k.id = g.number)`
    : sql`'[]'`
  return sql<ImportedSum>`select g.*, ${text} as key from (
      select b.key as bucket, ${weekday} as weekday, ${key} as number, ${columnsOf(sums)}
      from json_each(${spans}) b
        cross join imported_day d on ${counts(site, kinds)}
          and d.day >= b.value ->> '$[0]' and d.day < b.value ->> '$[1]'
        cross join imported_sum r on r.site = d.site and r.file = d.file and r.kind = d.kind and r.day = d.day
      group by 1, 2, 3
    ) g`
}
