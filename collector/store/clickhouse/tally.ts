import { type RawBuilder, sql } from 'kysely'
import type { Tally, TallyAnswer, TallyRow, TallyTotal } from '../port.ts'
import { mostGroups, tooMany } from '../too-many.ts'
import { distinctIdOf, idOf, type KeptColumn, keptFor, keyOf, labelsOf, shownOf } from './keys.ts'

/** A row of an answer by its columns: `n`, `people`, a key `k0`, a sum `s0`, … */
export type Found = Record<string, unknown>
type Part = RawBuilder<unknown>

const column = (letter: string, i: number) => sql.ref(`${letter}${i}`)
const list = (parts: readonly Part[]) => sql.join(parts)
const ofAll = (letter: string, { length }: readonly unknown[]) =>
  Array.from({ length }, (_, i) => column(letter, i))

/**
 * The statement of a tally: the rows with all that is asked of them, ids replaced by labels, units once in each group,
 * then the groups and the total over all of them (`whole`), so that both are of the same rows whatever is stored meanwhile.
 *
 *     select whole, k0, count() as n, … from (  the groups, and the total
 *       select k0, u, any(v0) … from (          a unit once in each, where there is one
 *         select l0.label as k0, … from (       ids named
 *           select e.page as i0, … from …       the rows
 */
export function tallyStatement(parts: Tally): RawBuilder<Found> {
  return isListed(parts) ? listedStatement(parts) : groupedStatement(parts)
}

/**
 * A row, a visit, is in the group of each page of its list. It is in each once, so groups are counted without looking
 * for the same visit among their rows; the total is that of the visits themselves.
 */
function listedStatement(parts: Tally): RawBuilder<Found> {
  const { keys, unit: _, ...rest } = parts
  const groups = { ...rest, keys }
  const total = { ...rest, keys: [] }
  const kept = keptFor([...keys.map(idOf), ...parts.sums, parts.from])
  const answer = (columns: readonly Part[]) =>
    list([
      ...columns,
      sql`count() as n`,
      ...(parts.person ? [sql`uniqExact(who) as people`] : []),
      ...parts.sums.map((_, i) => sql`toString(sum(${column('v', i)})) as ${column('s', i)}`),
      ...kept.map(({ as }) => sql`max(${as}) as ${as}`),
    ])
  const all = ofAll('k', keys)
  const none = keys.map((_, i) => sql`null as ${column('k', i)}`)
  return sql`select ${answer([sql`1 as whole`, ...none])} from (${named(total, kept)})
    union all
    select ${answer([sql`0 as whole`, ...all])} from (${named(groups, kept)})
    group by ${list(all)} limit ${mostGroups(keys.length) + 1}`
}

/** Whether the rows are in the groups of a list each. */
function isListed({ keys }: Tally): boolean {
  return keys.some((key) => key.kind === 'label' && key.many)
}

function groupedStatement(parts: Tally): RawBuilder<Found> {
  const { keys, person, sums } = parts
  const kept = keptFor([...keys.map(idOf), ...sums, parts.from])
  const answer = [
    ...wholeOf(parts),
    ...ofAll('k', keys),
    sql`count() as n`,
    ...(person ? [sql`uniqExact(who) as people`] : []),
    // As text: a JSON number would be rounded.
    ...sums.map((_, i) => sql`toString(sum(${column('v', i)})) as ${column('s', i)}`),
    ...kept.map(({ as }) => sql`max(${as}) as ${as}`),
  ]
  const rows = parts.unit ? onceAUnit(parts, kept) : named(parts, kept)
  return sql`select ${list(answer)} from (${rows}) ${groupsOf(parts)}`
}

/** 1 beside the total, 0 beside a group. */
function wholeOf({ keys, unit }: Tally): Part[] {
  if (keys.length === 0) return []
  return [unit ? sql`whole` : sql`grouping(k0) as whole`]
}

/** The total comes first: what is cut off are groups. */
function groupsOf({ keys, unit }: Tally): Part {
  if (keys.length === 0) return sql``
  const all = list(ofAll('k', keys))
  const groups = unit ? sql`whole, ${all}` : sql`grouping sets ((${all}), ())`
  return sql`group by ${groups} order by whole desc limit ${mostGroups(keys.length) + 2}`
}

function onceAUnit(parts: Tally, kept: readonly KeptColumn[]): Part {
  const keys = ofAll('k', parts.keys)
  const columns = [
    ...(keys.length > 0 ? [sql`grouping(k0) as whole`] : []),
    ...keys,
    sql`u`,
    ...(parts.person ? [sql`any(who) as who`] : []),
    ...ofAll('v', parts.sums).map((sum) => sql`any(${sum}) as ${sum}`),
    ...kept.map(({ as }) => sql`max(${as}) as ${as}`),
  ]
  return sql`select ${list(columns)} from (${named(parts, kept)})
    group by ${keys.length > 0 ? sql`grouping sets ((${list([...keys, sql`u`])}), (u))` : sql`u`}`
}

/** Who is in which group, and one of the columns that have to be read up to the answer, else 0. */
export function membersOf(parts: Tally, side: number): Part {
  const kept = keptFor([
    ...parts.keys.map(idOf),
    parts.from,
    ...(parts.person ? [parts.person] : []),
  ])
  const held = kept.length > 0 ? sql`kept_visit + kept_person` : sql`0`
  const columns = [
    ...ofAll('k', parts.keys),
    sql`who`,
    sql`${sql.lit(side)} as side`,
    sql`${held} as held`,
  ]
  return sql`select ${list(columns)} from (${named({ ...parts, sums: [] }, kept)})`
}

/** The rows, ids of small tables replaced by what those say. */
function named(parts: Tally, kept: readonly KeptColumn[]): Part {
  const { keys, unit, person, sums } = parts
  const columns = [
    ...shownOf(keys).map(({ shown, as }) => sql`${shown} as ${as}`),
    ...(unit ? [sql`r.u as u`] : []),
    ...(person ? [sql`r.who as who`] : []),
    ...ofAll('v', sums),
    ...kept.map(({ as }) => as),
    sql`r.one as one`,
  ]
  return sql`select ${list(columns)} from (${plain(parts, kept)}) r ${labelsOf(parts.site, keys)}`
}

/** The rows as the question has them. */
function plain(parts: Tally, kept: readonly KeptColumn[]): Part {
  const { keys, unit, person, sums, from } = parts
  const columns = [
    ...(unit ? [sql`${unit} as u`] : []),
    ...(person ? [sql`${person} as who`] : []),
    ...keys.map((key, i) => sql`${distinctIdOf(parts.site, key)} as ${column('i', i)}`),
    // Of 256 bits: no sum of these overflows.
    ...sums.map((sum, i) => sql`toInt256(${sum}) as ${column('v', i)}`),
    ...kept.map(({ column, as }) => sql`${column} as ${as}`),
    sql`1 as one`,
  ]
  return sql`select ${list(columns)} ${from}`
}

/** The answer from the statement's rows. Throws a 422 when they are too many groups. */
export function tallyAnswer(parts: Tally, found: readonly Found[]): TallyAnswer {
  const { keys } = parts
  const isTotal = ({ whole }: Found) => keys.length === 0 || Number(whole) > 0
  const total = found.find(isTotal) ?? {}
  const groups = found.filter((row) => !isTotal(row))
  if (groups.length > mostGroups(keys.length)) throw tooMany()
  const rows = groups.map(
    (found): TallyRow => ({
      keys: keys.map((key, i) => keyOf(key, found[`k${i}`])),
      ...totalOf(parts, found),
    }),
  )
  return { rows, total: totalOf(parts, total) }
}

function totalOf({ sums, person }: Tally, found: Found): TallyTotal {
  const values = sums.map((_, i) => Number(found[`s${i}`] ?? 0))
  const rounded = values.some((value) => !Number.isSafeInteger(value))
  return {
    rows: Number(found.n ?? 0),
    people: person ? Number(found.people ?? 0) : 0,
    sums: values,
    ...(rounded && { rounded }),
  }
}
