import { say, sayAnswer } from './debug.ts'
import { json, plain } from './json.ts'
import type { WireEvent } from './protocol.ts'
import { quiet } from './quiet.ts'
import { stored } from './storage.ts'
import { endpoint, hashRouted } from './tag.ts'
import { view } from './view.ts'
import { passing, person, store, visitor } from './visitor.ts'

const KEPT = 50
/** Bytes that a collector takes and a browser lets go, with all that is under way. */
const BODY = 6e4
/** What leaves room for others, and in UTF-16 units is of no more bytes than that. */
const THIRD = 21e3
/** ms; long enough for a router to set the title, and for one request to carry a burst. */
const PAUSE = 100

/** All that has no answer yet, oldest first. */
let queue: WireEvent[] = []
/** Is there something in it that no beacon took along? */
let due: unknown
let busy: unknown
let restored: unknown

// Taken before others wrap it; one that throws is no answer.
const post = quiet(fetch)

export const drop = (events: readonly WireEvent[] = queue): void => {
  queue = queue.filter((event) => !events.includes(event))
}

export const enqueue = (event: WireEvent): void => {
  due = queue.push(event)
  setTimeout(flush, PAUSE)
}

/** Keeps for the next page what has no answer yet; what an earlier one kept joins it. */
const keep = (): void => {
  if (!restored) restored = queue.push(...[].concat(stored('queue') || []))
  stored('queue', json(queue.slice(0, KEPT)))
}

const bodyOf = (
  events: readonly WireEvent[],
  id: ReturnType<typeof visitor>,
  few: boolean,
): string =>
  json({
    ...plain(person, few),
    visitor: id ? `${id}` : passing,
    consented: typeof id === 'object',
    hash: hashRouted,
    screen: `${screen.width}x${screen.height}`,
    language: navigator.language,
    sent: Date.now(),
    events: events.map((event) => plain(event, few)),
  })

/** Up to a hundred events, half as many until one body holds them; at last one without most of its details. */
const batch = (
  from: number,
  id: ReturnType<typeof visitor>,
  count = 100,
): [WireEvent[], string] => {
  const events = queue.slice(from, from + (count || 1))
  const body = bodyOf(events, id, !count)
  return count && new Blob([body]).size > (events[1] ? THIRD : BODY)
    ? batch(from, id, count >> 1)
    : [events, body]
}

/** What becomes of the events of a body when its answer is there. */
const settle =
  (events: WireEvent[], id: ReturnType<typeof visitor>) =>
  (answer: Response): void => {
    due = 1
    busy = 0
    // Too many, or no room now; of all else another try would make nothing better.
    if (answer.status !== 429 && answer.status < 500) {
      // Meanwhile the consent may have been taken back, or the visitor reset.
      if (answer.status < 300 && `${stored('visitor')}` === `${id}`) store(id)
      drop(events)
      if (visitor()) keep()
      flush()
    }
  }

const send = (last: unknown, from: number): void => {
  const id = visitor()
  if (id) keep()
  if (view.title == null) view.title = document.title
  const [events, body] = batch(from, id)
  const done = settle(events, id)
  const fail = (error: Response): void => {
    sayAnswer(events, error)
    done(error)
  }
  // What is not read to its end holds the room of all requests that may outlive the page, until none is left.
  const read = (answer: Response): Promise<Response> => {
    if (DEBUG) sayAnswer(events, answer.clone())
    return answer.text().then(() => answer)
  }
  // A body that is too large for that is for the collector to refuse, so that it blocks no other.
  if (!last)
    busy = post(endpoint, { method: 'POST', body, keepalive: body.length < THIRD })
      ?.then?.(read)
      .then(done, DEBUG ? fail : done)
  // Firefox before 133 drops a fetch when the page goes, keepalive or not:
  // https://developer.mozilla.org/docs/Web/API/RequestInit#keepalive
  if ((last || !busy) && navigator.onLine && navigator.sendBeacon(endpoint, body)) {
    flush(last, from + events.length)
    // What has no answer stays for the next page; ids make it count once.
    if (!id) drop(events)
    due = 0
  }
}

/**
 * Sends what waits, one body after the other; what fails for no fault of its own waits for the next time.
 * `last`: the page goes, or the visitor; only a beacon is sure to leave.
 */
export const flush = quiet<[last?: unknown, from?: number], void>((last, from = 0) => {
  if (!queue[from] || (last ? !due : busy)) return
  // Only now, because the first touch of storage waits for the disk: not while the page loads.
  if (stored('ignore')) {
    if (DEBUG) say('not sent, for this browser is ignored: tributary.ignore(false) ends that')
    drop()
  } else send(last, from)
})
