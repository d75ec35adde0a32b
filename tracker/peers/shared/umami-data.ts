import type { Properties, PropertyValue, WireRevenue } from '../../protocol.ts'

type Data = Record<string, unknown>

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null

/** No deeper than anybody nests by hand; what lies below is left out. */
const DEPTH = 4

/** Flat, as Umami keeps it: `{a: {b: 1}}` is `a.b`, a list is its JSON. */
export const flatData = (data: Data): Properties =>
  Object.fromEntries(Object.entries(data).flatMap(([key, value]) => flattened(key, value, DEPTH)))

const flattened = (key: string, value: unknown, depth: number): [string, PropertyValue][] => {
  if (value == null || value === '') return []
  if (Array.isArray(value)) return [[key, JSON.stringify(value)]]
  // Whatever else it is, the collector looks at it.
  if (!isData(value)) return [[key, value as PropertyValue]]
  if (depth === 0) return []
  return Object.entries(value).flatMap(([name, one]) => flattened(`${key}.${name}`, one, depth - 1))
}

/** What an event of Umami says beside its name: its money is what `revenue` and `currency` of its data are. */
export const eventData = (data: unknown): { props?: Properties; revenue?: WireRevenue } => {
  if (!isData(data)) return {}
  const { revenue, currency, ...rest } = data
  if (revenue == null || typeof currency !== 'string') return { props: flatData(data) }
  return { props: flatData(rest), revenue: { amount: revenue as string, currency } }
}
