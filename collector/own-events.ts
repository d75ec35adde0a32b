interface OwnEvent {
  /** Of its name, in every store. */
  number: number
  /** The metric that it is counted in. */
  counts: 'pageviews' | 'events' | null
}

/** The events that have a meaning of their own (spec: semantics.md, "Metrics"); those of all other names are `events`. */
export const OWN_EVENTS = {
  pageview: { number: 1, counts: 'pageviews' },
  engagement: { number: 2, counts: null },
  exposure: { number: 3, counts: 'events' },
  outbound: { number: 4, counts: 'events' },
  download: { number: 5, counts: 'events' },
  form: { number: 6, counts: 'events' },
  notfound: { number: 7, counts: 'events' },
  identify: { number: 8, counts: null },
} as const satisfies Record<string, OwnEvent>

const OWN = Object.entries(OWN_EVENTS)

/** Numbers of the names that the metric `events` leaves out. */
export const UNCOUNTED: readonly number[] = OWN.flatMap(([, { number, counts }]) =>
  counts === 'events' ? [] : [number],
)

/** Numbers of the names that no metric counts. */
export const UNSEEN: readonly number[] = OWN.flatMap(([, { number, counts }]) =>
  counts === null ? [number] : [],
)

const uncounted: ReadonlySet<string> = new Set(
  OWN.flatMap(([name, { counts }]) => (counts === 'events' ? [] : [name])),
)

/** Whether the metric `events` counts events of the name. */
export function isCounted(name: string): boolean {
  return !uncounted.has(name)
}
