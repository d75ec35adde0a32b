import { type RawBuilder, sql } from 'kysely'
import type { FilterValue } from '../../settings/filter.ts'
import type { Dialect } from '../../store/port.ts'
import type { Operator } from '../../vocabulary.ts'
import { any } from './chains.ts'

/** What a condition compares: a text or number of the row. */
export interface Subject {
  dialect: Dialect
  expression: RawBuilder<unknown>
  /** Compared without regard to case. */
  folded: boolean
  /** Compared as a number rather than as text. */
  numeric: boolean
}

/** A positive comparison; its SQL may be null where the subject is. */
type Comparison = (subject: Subject, values: FilterValue[]) => RawBuilder<unknown>

/** A property's flag is compared as its text. */
function present(values: FilterValue[]): (string | number)[] {
  return values
    .filter((value) => value !== null)
    .map((value) => (typeof value === 'boolean' ? String(value) : value))
}

function isIn(subject: Subject, values: FilterValue[]): RawBuilder<unknown> {
  const wanted = present(values).map((value) =>
    subject.numeric ? Number(value) : text(subject, value),
  )
  return any([
    ...(wanted.length > 0 ? [sql`${folded(subject)} in (${sql.join(wanted)})`] : []),
    ...(values.includes(null) ? [sql`${subject.expression} is null`] : []),
  ])
}

/** Whether the expression passes any test; it is worked out once, for a property costs more than a test. */
function passesAny(
  expression: RawBuilder<unknown>,
  values: FilterValue[],
  test: (asked: RawBuilder<unknown>, value: string | number) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const tests = present(values).map((value) => test(sql`o.value`, value))
  return sql`(select ${any(tests)} from (select ${expression} as value) o)`
}

function contains(subject: Subject, values: FilterValue[]): RawBuilder<unknown> {
  const lower = subject.dialect.lower(subject.expression)
  return passesAny(lower, values, (asked, value) => {
    return sql`instr(${asked}, ${String(value).toLowerCase()}) > 0`
  })
}

function matches(subject: Subject, values: FilterValue[]): RawBuilder<unknown> {
  return passesAny(folded(subject), values, (asked, value) =>
    subject.dialect.glob(asked, text(subject, value)),
  )
}

/** Above one of them is above the least. */
function isAbove({ dialect, expression }: Subject, values: FilterValue[]): RawBuilder<unknown> {
  return sql`${dialect.number(expression)} > ${Math.min(...present(values).map(Number))}`
}

function isBelow({ dialect, expression }: Subject, values: FilterValue[]): RawBuilder<unknown> {
  return sql`${dialect.number(expression)} < ${Math.max(...present(values).map(Number))}`
}

function folded(subject: Subject): RawBuilder<unknown> {
  return subject.folded ? subject.dialect.lower(subject.expression) : subject.expression
}

function text(subject: Subject, value: string | number): string {
  return subject.folded ? String(value).toLowerCase() : String(value)
}

const COMPARISONS = {
  is: { compare: isIn, negated: false },
  is_not: { compare: isIn, negated: true },
  contains: { compare: contains, negated: false },
  not_contains: { compare: contains, negated: true },
  matches: { compare: matches, negated: false },
  gt: { compare: isAbove, negated: false },
  lt: { compare: isBelow, negated: false },
} satisfies Record<Operator, { compare: Comparison; negated: boolean }>

/** True or false for every row, never null: what is absent is only ever equal to null. */
export function condition(
  operator: Operator,
  subject: Subject,
  values: FilterValue[],
): RawBuilder<unknown> {
  const { compare, negated } = COMPARISONS[operator]
  const holds = sql`coalesce(${compare(subject, values)}, 0)`
  return negated ? sql`not ${holds}` : holds
}

/** Whether the condition holds where there is no value at all. */
export function holdsForNone(operator: Operator, values: FilterValue[]): boolean {
  if (operator === 'is') return values.includes(null)
  if (operator === 'is_not') return !values.includes(null)
  return operator === 'not_contains'
}
