import { type RawBuilder, sql } from 'kysely'
import type { FilterValue } from '../../settings/filter.ts'
import type { Dialect } from '../../store/dialect.ts'
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
    ...(wanted.length > 0 ? [subject.dialect.isOneOf(folded(subject), wanted)] : []),
    ...(values.includes(null) ? [sql`${subject.expression} is null`] : []),
  ])
}

function contains({ dialect, expression }: Subject, values: FilterValue[]): RawBuilder<unknown> {
  const parts = present(values).map((value) => String(value).toLowerCase())
  return dialect.once(dialect.lower(expression), (lower) =>
    any(parts.map((part) => sql`instr(${lower}, ${part}) > 0`)),
  )
}

function matches(subject: Subject, values: FilterValue[]): RawBuilder<unknown> {
  const { dialect } = subject
  const globs = present(values).map((value) => text(subject, value))
  return dialect.once(folded(subject), (asked) =>
    any(globs.map((glob) => dialect.glob(asked, glob))),
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
