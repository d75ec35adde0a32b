import type { Properties, WireSubscription } from '../../../tracker/protocol.ts'
import { type Definitions, type Drawn, definitions, draw, exposureOf } from './experiments.ts'
import type { Lost } from './outcome.ts'
import { type Answer, post } from './post.ts'
import { type Queue, queue } from './queue.ts'
import { type About, type Customer, lineOf, type Page, type Told } from './told.ts'

export type { Properties, WireRevenue, WireSubscription } from '../../../tracker/protocol.ts'
export type { Drawn } from './experiments.ts'
export type { Lost } from './outcome.ts'
export type { About, Customer, Page, Who } from './told.ts'

export interface Options {
  /** Of your collector: `https://growth.example.com`. */
  url: string
  /** Domain of the site, as the dashboard shows it. */
  site: string
  /** With the scope `ingest`; `read` too, for experiments. */
  token: string
  /** ms that an event waits for others to travel with; 1,000. */
  wait?: number
  /** Events that may wait while the collector does not answer; 10,000. */
  most?: number
  /** ms that one request may take; 10,000. */
  timeout?: number
  /** ms that the end of the program waits for what is still to be sent; 5,000. */
  patience?: number
  /** Told of events that were not stored, and of what went wrong; warns on the console where it is absent. */
  onLost?(lost: Lost): void
  /** Another `fetch`, for a proxy or for tests. */
  fetch?: typeof fetch
  /** Epoch ms. */
  now?(): number
}

export interface Tributary {
  /** An event of your own. Returns at once and never throws. */
  track(name: string, about?: About): void
  /** A page that your server showed, where no script does. */
  page(page: Page): void
  /** Who somebody is; with `visitor`, what that browser did before is theirs, too. */
  identify(user: string | number, known?: Omit<Customer, 'user'>): void
  /** What a customer's subscription is from now, or from `at`, on. */
  subscription(subscription: WireSubscription, customer: Customer): void
  /** The variant that a unit gets, null when it is in no experiment; records that it was seen. */
  variant(experiment: string, drawn: Drawn): Promise<string | null>
  /** Sends what waits, within `patience`; answers how many events wait still. */
  flush(): Promise<number>
  /** The same, once and for all; call it when your server is told to end. */
  close(): Promise<number>
}

/** A page that is being made waits no longer for experiments; whoever is in one is told so on the next page. */
const EXPERIMENTS_TIMEOUT = 2_000
/** Exposures of which this process knows that it told them. */
const MOST_TOLD = 10_000

/** Sends what servers know to a collector. Makes no request before there is something to send or to ask. */
export function tributary(options: Options): Tributary {
  const base = `${new URL(options.url).href.replace(/\/$/, '')}/api/sites/${encodeURIComponent(options.site)}`
  const { now = Date.now, patience = 5_000 } = options
  const lost = options.onLost ?? warn
  const events = queueOf(options, base, lost, now)
  const asked = definitions(
    (path) => read(base + path, options),
    (error) => lost({ lines: [], reason: `experiments: ${String((error as Error).message)}` }),
    now,
  )
  const send = (name: string, told: Told = {}) => {
    try {
      events.add(JSON.stringify(lineOf(name, told, () => crypto.randomUUID(), now())))
    } catch (error) {
      // A property that JSON has no form for: a BigInt, an object that holds itself.
      lost({ lines: [], reason: `${name}: ${String((error as Error).message)}` })
    }
  }
  const flush = () => events.flush(patience)
  const leave = atExit(flush, lost)
  return {
    track: send,
    page: (page) => send('pageview', page),
    identify: (user, known) => send('identify', { ...known, user }),
    subscription: (subscription, customer) => send('subscription', { ...customer, subscription }),
    variant: exposing(asked, send),
    flush,
    close: () => {
      leave()
      return flush()
    },
  }
}

function queueOf(
  options: Options,
  base: string,
  lost: (lost: Lost) => void,
  now: () => number,
): Queue {
  const { token, timeout = 10_000, wait = 1_000, most = 10_000 } = options
  const address = { url: `${base}/events`, token, timeout, fetch: options.fetch ?? fetch }
  const sent = (lines: readonly string[]): Promise<Answer> => post(lines, address)
  return queue({ post: sent, lost, most, wait, random: Math.random, now })
}

async function read(
  url: string,
  { token, timeout = EXPERIMENTS_TIMEOUT, ...options }: Options,
): Promise<unknown> {
  const response = await (options.fetch ?? fetch)(url, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(Math.min(timeout, EXPERIMENTS_TIMEOUT)),
    redirect: 'error',
  })
  if (response.ok) return await response.json()
  throw new Error(`${response.status} at ${url}`)
}

type Send = (name: string, told: Told & { props: Properties }) => void

function exposing({ known }: Definitions, send: Send): Tributary['variant'] {
  const told = new Set<string>()
  return async (key, drawn) => {
    const all = await known()
    const { variant, reason } = draw(all, key, drawn)
    const experiment = all.experiments.get(key)
    if (variant === null || reason !== 'assigned' || experiment === undefined) return variant
    const exposed = exposureOf(experiment, String(drawn.id), variant)
    if (drawn.expose === false || told.has(exposed.id)) return variant
    if (told.size >= MOST_TOLD) told.clear()
    told.add(exposed.id)
    send('exposure', { ...exposed, ...(drawn.url !== undefined && { url: drawn.url }) })
    return variant
  }
}

function counted(events: number): string {
  return `${events} event${events === 1 ? '' : 's'}`
}

function warn({ lines, reason }: Lost): void {
  console.warn(`tributary: ${lines.length === 0 ? '' : `${counted(lines.length)} lost: `}${reason}`)
}

/** What of Node's `process` is there; in other runtimes it may not be. */
interface Ending {
  on?(event: 'beforeExit', listener: () => void): unknown
  off?(event: 'beforeExit', listener: () => void): unknown
}

/** A program that has nothing left to do sends what waits before it ends. Answers how to leave that to the caller. */
function atExit(flush: () => Promise<number>, lost: (lost: Lost) => void): () => void {
  const { process } = globalThis as { process?: Ending }
  let tried = false
  const listener = () => {
    // Asked again after each wait, and no longer.
    if (tried) return
    tried = true
    void flush().then((left) => {
      if (left > 0) lost({ lines: [], reason: `${counted(left)} not sent before the end` })
    })
  }
  process?.on?.('beforeExit', listener)
  return () => process?.off?.('beforeExit', listener)
}
