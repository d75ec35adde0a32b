/** What the history keeps of a thing is as various as things are: read with care, it may be old or cut short. */
const NAMING = ['name', 'email', 'slug', 'text', 'domain', 'to'] as const

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** What a thing is called, by whichever of its fields says it. */
export function nameOf(value: unknown): string | undefined {
  const fields = fieldsOf(value)
  const named = NAMING.map((name) => fields[name]).find((one) => typeof one === 'string')
  return typeof named === 'string' ? named : undefined
}

/** How many events it was about. */
export function eventsIn(value: unknown): number | undefined {
  const { events } = fieldsOf(value)
  return typeof events === 'number' ? events : undefined
}

/** The fields that became something else: `visit_timeout_minutes: 30 → 60`. */
export function differences(before: unknown, after: unknown): string {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  const changed = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
  return changed.map((name) => `${name}: ${shown(was[name])} → ${shown(is[name])}`).join(', ')
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '–')
}
