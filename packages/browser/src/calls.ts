/** Texts, numbers and booleans; at most 30 of an event. */
export type Properties = Record<string, string | number | boolean>

export interface Revenue {
  /** Decimal text or number in major units; negative for a refund. */
  amount: string | number
  /** ISO 4217. */
  currency: string
  /** Your own name of the order: events of one name and order count once. */
  order?: string
}

export interface About {
  props?: Properties
  revenue?: Revenue
  /** false: it does not lift a bounce. */
  interactive?: boolean
}

type Method = 'identify' | 'reset' | 'page' | 'consent' | 'ignore'
type Call = [name: string, ...args: unknown[]]

/** What the script puts there, or the queue until it does. */
type Called = ((...call: Call) => unknown) &
  Record<Method, (...args: unknown[]) => unknown> & {
    variant(key: string): string | null
    q?: Call[]
  }

interface Page {
  tributary?: Called
}

const METHODS: readonly Method[] = ['identify', 'reset', 'page', 'consent', 'ignore']

/** As the script takes over what was called before it (docs/script.md). */
function queued(): Called {
  const calls: Call[] = []
  const called = ((...call) => calls.push(call)) as Called
  for (const method of METHODS) called[method] = (...args) => called(method, ...args)
  return Object.assign(called, { q: calls, variant: () => null })
}

/** Undefined where there is no page: on servers that render one. */
export function called(): Called | undefined {
  if (typeof document === 'undefined') return undefined
  const page = globalThis as Page
  page.tributary ??= queued()
  return page.tributary
}

/** An event of your own. */
export function track(name: string, about?: About): void {
  called()?.(name, about)
}

/** Who is signed in; call it on each page where somebody is. */
export function identify(user: string, known?: { account?: string; traits?: Properties }): void {
  called()?.identify(user, known)
}

/** Somebody signed out: the next event is a new visitor's. */
export function reset(): void {
  called()?.reset()
}

/** A pageview of your own. */
export function page(about?: About & { url?: string }): void {
  called()?.page(about)
}

/** With `consent: 'wait'`: whether an id may be stored. */
export function consent(given: boolean): void {
  called()?.consent(given)
}

/** Whether this browser is left out from now on. */
export function ignore(ignored: boolean): void {
  called()?.ignore(ignored)
}

/** The variant that is seen here, and records it; null in no experiment, and before the script is there (`ready`). */
export function variant(experiment: string): string | null {
  return called()?.variant(experiment) ?? null
}
