import { type RawBuilder, sql } from 'kysely'
import type { Key } from '../port.ts'
import { compiled } from './compiler.ts'
import { OF_VISIT } from './dialect.ts'

type Part = RawBuilder<unknown>
type Label = Extract<Key, { kind: 'label' }>

/** What a row has of the key: a value, the first instant of its bucket, or the id of a label. */
export function idOf(key: Key): Part {
  if (key.kind === 'value') return key.value
  if (key.kind === 'bucket') {
    return sql`roundDown(${key.at}, [${sql.join(key.edges.map((edge) => sql.lit(edge)))}])`
  }
  return key.many ? sql`arrayJoin(${key.id})` : key.id
}

/**
 * The same, of a list the ids that stand for what their rows say, each once: two that are shown alike are one. So a row is
 * in each group once, and nobody has to look which others it is in.
 *
 *     pages  1 /a    2 /b    3 /a of another host      a visit of [1, 2, 3] is in the groups of 1 and 2
 */
export function distinctIdOf(site: number, key: Key): Part {
  if (key.kind !== 'label' || !key.many) return idOf(key)
  const ofSite = OF_A_SITE.has(key.table) ? sql`where site = ${site}` : sql``
  const shown = sql`select id, min(id) over (partition by ${labelOf(key)}) as same
    from ${sql.table(key.table)} ${ofSite} order by id`
  const list = (column: string) =>
    sql`(select groupArray(toInt64(${sql.ref(column)})) from (${shown}))`
  return sql`arrayJoin(arrayDistinct(arrayMap(one -> transform(one, ${list('id')}, ${list('same')}, toInt64(0)),
    ${key.id})))`
}

/** The key as it is given out: of an instant, the index of its bucket. */
export function keyOf(key: Key, value: unknown): string | number | null {
  if (key.kind === 'bucket') return Math.max(0, key.edges.indexOf(Number(value)))
  return (value ?? null) as string | number | null
}

const OF_A_SITE: ReadonlySet<string> = new Set(['acquisition', 'page'])

/** The keys of the rows r with their labels, and what each is called: `k0`, `k1`, … */
export function shownOf(keys: readonly Key[]): { shown: Part; as: Part }[] {
  return keys.map((key, i) => ({
    shown: sql.ref(key.kind === 'label' ? `l${i}.label` : `r.i${i}`),
    as: sql.ref(`k${i}`),
  }))
}

/** Joins to rows r the small tables of their labels. */
export function labelsOf(site: number, keys: readonly Key[]): Part {
  const joins = keys.map((key, i) => (key.kind === 'label' ? labelOfRow(site, key, i) : sql``))
  return sql.join(joins, sql` `)
}

/** The small table by the name `l<i>`, its `label` that of the id `i<i>`. */
function labelOfRow(site: number, key: Label, i: number): Part {
  const ofSite = OF_A_SITE.has(key.table) ? sql`where site = ${site}` : sql``
  const table = sql.ref(`l${i}`)
  return sql`left join (select id, ${labelOf(key)} as label from ${sql.table(key.table)} ${ofSite}) ${table}
    on ${sql.ref(`l${i}.id`)} = ${sql.ref(`r.i${i}`)}`
}

function labelOf({ column: own, folded, path }: Label): Part {
  if (path) return sql`readable_path`
  return folded ? sql`lowerUTF8(${sql.ref(own)})` : sql.ref(own)
}

export interface KeptColumn {
  column: Part
  as: Part
}

/**
 * The columns that correlated sub-selects among the expressions ask about: 26.7 drops one that nothing outside reads, and
 * then does not find it. Read up to the answer, they stay.
 */
export function keptFor(asked: readonly Part[]): KeptColumn[] {
  const isCorrelated = asked.some((part) => compiled(part).query.includes(OF_VISIT))
  return isCorrelated
    ? [
        { column: sql`v.id`, as: sql`kept_visit` },
        { column: sql`v.person`, as: sql`kept_person` },
      ]
    : []
}
