import { monthly } from '../mrr.ts'
import type { StoredSubscription } from '../subscription.ts'
import type { Step } from './course.ts'
import { INSTANT, type Told } from './told.ts'

/**
 * What a subscription's invoices tell that is not known yet, beside what is known of it and of its plans, in order of time.
 *
 * A period that is known to bring the same adds nothing. One that is known otherwise is told as it was billed, up to the last
 * period: from its start on stands what is known already, where that says that it renews later.
 *
 *     known      ── 99.00, renews 1 July ───────────────────────────▸
 *     invoices   [ April 49.00 )[ May 49.00 )[ June 99.00 )
 *     told       1 April 49.00                1 June 99.00, as known
 */
export function toldByInvoices(steps: readonly Step[], known: readonly Told[]): Told[] {
  const course = new Course(known)
  const last = steps.findLast(({ because }) => because === 'billed')
  for (const step of steps) {
    if (step === last) course.bringLast(step)
    else course.bring(step)
  }
  if (last !== undefined && steps.at(-1) === last) course.settle(last)
  return course.told
}

type State = Map<string, StoredSubscription>

class Course {
  readonly told: Told[] = []
  readonly #known: readonly Told[]
  #next = 0
  /** When the latest word before was said. */
  #lastAt = 0
  /** What it is by all that is known, and by what is told here besides. */
  readonly #before: State = new Map()
  readonly #state: State = new Map()

  constructor(known: readonly Told[]) {
    this.#known = known
  }

  /** A period but the last, or what happens after one. */
  bring(step: Step): void {
    const { at, because, subscription } = step
    this.#until(because === 'unbilled' ? Number.POSITIVE_INFINITY : at + INSTANT)
    if (isSame(this.#state, subscription)) return
    if (subscription.status === 'ended' && !this.#mayEnd(step)) return
    if (because === 'late' && !this.#isRunning()) return
    this.#tell(
      at,
      because === 'late' ? this.#all('past_due') : new Map([[subscription.id, subscription]]),
    )
  }

  bringLast({ at, subscription }: Step): void {
    this.#until(at + INSTANT)
    this.#tell(at, this.#wantedLast(at, subscription))
  }

  #wantedLast(at: number, subscription: StoredSubscription): State {
    const runsOn = running(this.#before).some(({ renews_at }) => (renews_at ?? 0) > at)
    if (runsOn) return this.#before
    if (!isSame(this.#state, subscription)) return new Map([[subscription.id, subscription]])
    const { renews_at } = subscription
    const renewed = running(this.#state)
      .filter((one) => one.renews_at !== null)
      .map((one) => [one.id, { ...one, renews_at }] as const)
    return new Map([...this.#state, ...renewed])
  }

  /** What was late is paid by now. */
  settle({ at, subscription }: Step): void {
    this.#until(Number.POSITIVE_INFINITY)
    const all = running(this.#state)
    const isLate = all.some(({ status }) => status === 'past_due')
    const isOfIt = all.every(({ renews_at }) => renews_at === subscription.renews_at)
    if (subscription.status === 'active' && isLate && isOfIt) this.#tell(at, this.#all('active'))
  }

  /**
   * That no invoice follows ends what is known to renew, and after the last only what was to renew by then: whoever says of a
   * subscription that it runs, and not until when, knows better.
   */
  #mayEnd({ at, because }: Step): boolean {
    return running(this.#state).every(
      ({ renews_at }) => renews_at !== null && (because === 'gap' || renews_at <= at),
    )
  }

  #isRunning(): boolean {
    return running(this.#state).length > 0
  }

  #all(status: StoredSubscription['status']): State {
    const all = running(this.#state).map((one) => [one.id, { ...one, status }] as const)
    return new Map([...this.#state, ...all])
  }

  /** Takes what is known before an instant for said. */
  #until(end: number): void {
    for (let one = this.#known[this.#next]; one && one.at < end; one = this.#known[++this.#next]) {
      this.#before.set(one.subscription.id, one.subscription)
      this.#state.set(one.subscription.id, one.subscription)
      this.#lastAt = one.at
    }
  }

  /** From an instant on it is so, and what is not named has ended. What was said of the same instant before is not true. */
  #tell(at: number, wanted: ReadonlyMap<string, StoredSubscription>): void {
    const gone = running(this.#state).filter(({ id }) => !wanted.has(id))
    const words = [
      ...[...wanted.values()].filter((one) => !isLike(one, this.#state.get(one.id))),
      ...gone.map((one) => ({ ...one, status: 'ended', renews_at: null }) as const),
    ]
    if (words.length === 0) return
    const since = Math.max(at, this.#lastAt + 1)
    for (const subscription of words) {
      this.told.push({ at: since, subscription })
      this.#state.set(subscription.id, subscription)
    }
    this.#lastAt = since
  }
}

function running(state: State): StoredSubscription[] {
  return [...state.values()].filter(({ status }) => status !== 'ended')
}

function isLike(one: StoredSubscription, other: StoredSubscription | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Less than this a month is none. */
const NOTHING = 0.01

/** Whether what is known brings the same a month, and as surely; what tells the plans apart an invoice may not know. */
function isSame(state: State, { status, ...terms }: StoredSubscription): boolean {
  const all = running(state)
  if (status === 'ended') return all.length === 0
  const brought = all.reduce((sum, one) => sum + monthly(one), 0)
  const billed = monthly({ status, ...terms })
  const isLate = all.some((one) => one.status === 'past_due')
  return (
    all.length > 0 &&
    all.every((one) => one.currency === terms.currency || monthly(one) === 0) &&
    Math.abs(brought - billed) < NOTHING &&
    isLate === (status === 'past_due')
  )
}
