import { type RawBuilder, sql } from 'kysely'
import type { OWN_EVENTS } from '../../own-events.ts'
import { bitsOf, holdsFor, isNamedMark, isOnPage, type MarkBit, restOf } from '../marks.ts'
import type { Histories, NamedMark } from '../port.ts'
import { isNamed, numberOfName } from './number-of-name.ts'

type Condition = RawBuilder<unknown>
type Marks = Pick<Histories, 'marks' | 'site'>
type NamedBit = MarkBit & { mark: NamedMark }

/**
 * Whether any mark holds for an event e, and the bits of those that do. The name chooses the marks that are asked about,
 * and the pages of several are asked about together: six marks of a million events cost 300 ms, one after the other 450.
 *
 *     holds   e.name = 1 and e.page in (pages of either mark) or e.name <> 1 and (e.name = 9 or e.name = 10)
 *     bits    case e.name when 1 then (1 on pages of the one) + (2 on those of the other) when 9 then 4 when 10 then 8 end
 *
 * What chooses rows is no "case": to know whether "in" is null rather than false, SQLite would look twice.
 */
export function nestedMarks(marks: Marks): { holds: Condition; bits: Condition } {
  const all = bitsOf(marks)
  const groups = byName(all)
  const others = all.flatMap(({ mark, bit }) =>
    isNamedMark(mark)
      ? []
      : [{ holds: holdsFor({ site: marks.site, dialect: { isNamed } }, mark), bit }],
  )
  return {
    holds: any([...holdsByName(groups, marks.site), ...others.map(({ holds }) => holds)]),
    bits: sum([
      ...bitsByName(groups, marks.site),
      ...others.map(({ holds, bit }) => bitWhere(holds, bit)),
    ]),
  }
}

function byName(marks: readonly MarkBit[]): Map<string, NamedBit[]> {
  const groups = new Map<string, NamedBit[]>()
  for (const { mark, bit } of marks) {
    if (!isNamedMark(mark)) continue
    groups.set(mark.name, [...(groups.get(mark.name) ?? []), { mark, bit }])
  }
  return groups
}

const PAGEVIEW = 'pageview' satisfies keyof typeof OWN_EVENTS

type Groups = ReadonlyMap<string, readonly NamedBit[]>

/** Of pageviews, which are most events, no other name is asked. */
function holdsByName(groups: Groups, site: number): Condition[] {
  const [views = [], others = []] = [true, false].map((ofViews) =>
    [...groups]
      .filter(([name]) => (name === PAGEVIEW) === ofViews)
      .map(([name, group]) => anyOf(name, group, site)),
  )
  if (views.length === 0 || others.length === 0) return [...views, ...others]
  return [...views, sql`(e.name <> ${numberOfName(PAGEVIEW)} and ${any(others)})`]
}

function anyOf(name: string, group: readonly NamedBit[], site: number): Condition {
  const isCalled = isNamed([name])
  const marks = group.map(({ mark }) => mark)
  const plain = marks.filter((mark) => restOf(mark).length === 0)
  if (plain.some(({ page }) => !page)) return isCalled
  const pages = plain.flatMap(({ page }) => page ?? [])
  const others = marks.filter((mark) => !plain.includes(mark))
  const beyond = any([
    ...(pages.length > 0 ? [isOnPage(site, any(pages))] : []),
    ...others.flatMap((mark) => beyondName(mark, site) ?? []),
  ])
  return sql`(${isCalled} and ${beyond})`
}

function bitsByName(groups: Groups, site: number): Condition[] {
  if (groups.size === 0) return []
  const cases = [...groups].map(
    ([name, group]) =>
      sql`when ${numberOfName(name)} then ${sum(group.map((one) => bitOf(one, site)))}`,
  )
  return [sql`case e.name ${sql.join(cases, sql` `)} else 0 end`]
}

function bitOf({ mark, bit }: NamedBit, site: number): Condition {
  const beyond = beyondName(mark, site)
  return beyond ? bitWhere(beyond, bit) : sql.lit(bit)
}

/** What a mark asks of an event of its name, if anything. */
function beyondName(mark: NamedMark, site: number): Condition | undefined {
  const { page } = mark
  const conditions = [...(page ? [isOnPage(site, page)] : []), ...restOf(mark)]
  return conditions.length > 1 ? sql`(${sql.join(conditions, sql` and `)})` : conditions[0]
}

function bitWhere(holds: Condition, bit: number): Condition {
  return sql`case when ${holds} then ${sql.lit(bit)} else 0 end`
}

function any(conditions: readonly Condition[]): Condition {
  return sql`(${sql.join(conditions, sql` or `)})`
}

function sum(bits: readonly Condition[]): Condition {
  return sql`(${sql.join(bits, sql` + `)})`
}
