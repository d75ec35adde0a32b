import { type Clock, dateAt, TIMES, type Value } from './oracle-dimensions.ts'

interface Asked {
  period: { from: string; to: string }
  metrics: string[]
  dimensions: string[]
}

/** Each bucket that an instant of the period lies in, found by asking every quarter of an hour. */
function buckets(name: string, { period }: Asked, clock: Clock): Value[] {
  const keys = new Set<Value>()
  const end = Date.parse(`${period.to}T00:00:00Z`) + 2 * 86_400_000
  for (let at = Date.parse(`${period.from}T00:00:00Z`) - 86_400_000; at < end; at += 900_000) {
    const date = dateAt(at, clock)
    if (period.from <= date && date <= period.to) keys.add(TIMES[name]?.(at, clock) ?? null)
  }
  return [...keys]
}

/** Hours lie by their instants: the doubled one has two offsets. */
const instant = (value: Value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/u.test(value) ? Date.parse(value) : String(value)

function ascending(a: Value, b: Value): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return instant(a) < instant(b) ? -1 : 1
}

type Row = Record<string, Value>

export function inOrder(rows: Row[], { metrics, dimensions }: Asked): Row[] {
  const [metric = ''] = metrics
  const times = dimensions.filter((name) => name.startsWith('time:'))
  const by = (names: string[]) => (a: Row, b: Row) =>
    names.reduce((done, name) => done || ascending(a[name] ?? null, b[name] ?? null), 0)
  const largest = (a: Row, b: Row) => Number(b[metric]) - Number(a[metric])
  return rows.sort((a, b) => by(times)(a, b) || largest(a, b) || by(dimensions)(a, b))
}

export function completed(rows: Row[], asked: Asked, clock: Clock): Row[] {
  const time = asked.dimensions.find((name) => name.startsWith('time:'))
  const zeros = Object.fromEntries(asked.metrics.map((name) => [name, 0]))
  const none = (row: Row) => asked.metrics.every((name) => row[name] === 0)
  if (time === undefined) return rows.filter((row) => !none(row))
  const others = asked.dimensions.filter((name) => name !== time)
  const beside = new Map(
    rows.map((row) => {
      const pairs = others.map((name) => [name, row[name] ?? null] as const)
      return [JSON.stringify(pairs), Object.fromEntries(pairs)]
    }),
  )
  if (others.length === 0) beside.set('[]', {})
  const keyOf = (row: Row) => JSON.stringify(asked.dimensions.map((name) => row[name]))
  const known = new Set(rows.map(keyOf))
  const empty = buckets(time, asked, clock)
    .flatMap((key) => [...beside.values()].map((rest) => ({ ...zeros, ...rest, [time]: key })))
    .filter((row) => !known.has(keyOf(row)))
  return [...rows, ...empty]
}
