import type { WireBody, WireEvent } from './protocol.ts'
import { quiet } from './quiet.ts'
import { stored } from './storage.ts'
import { endpoint, hashRouted } from './tag.ts'
import { leaving, view } from './view.ts'
import { passing, person, storing, visitor } from './visitor.ts'

/** JSON leaves out what is undefined. */
type Loose<T> = { [K in keyof T]: T[K] | undefined }

const KEPT = 50
const BATCH = 99
/** ms; long enough for a router to set the title, and for one request to carry a burst. */
export const PAUSE = 100

export let queue: WireEvent[] = (storing && stored('tributary_queue')) || []

const save = () => storing && stored('tributary_queue', queue)

/** Sends what waits, as one body; what fails for no fault of its own waits for the next time. */
export const flush = quiet((): void => {
  view.title = document.title
  const events = queue.splice(0, BATCH)
  const from = passing
  const again = (): void => {
    // After a reset these would be another visitor's.
    if (from === passing) {
      queue = [...events, ...queue].slice(0, KEPT)
      save()
    }
  }
  // Only now, because the first touch of storage waits for the disk: not while the page loads.
  if (!events[0] || stored('tributary_ignore')) return
  save()
  const body = JSON.stringify({
    ...person,
    visitor: visitor(),
    hash: hashRouted,
    screen: `${screen.width}x${screen.height}`,
    language: navigator.language,
    sent: Date.now(),
    events,
  } satisfies Loose<WireBody>)
  // Firefox before 133 drops a fetch when the page goes, keepalive or not:
  // https://developer.mozilla.org/docs/Web/API/RequestInit#keepalive
  if (leaving) (navigator.onLine && navigator.sendBeacon(endpoint, body)) || again()
  else
    fetch(endpoint, { method: 'POST', body, keepalive: true }).then((answer) => {
      // Too many, or no room now; what lies between the two no collector answers.
      if (answer.status > 428) again()
    }, again)
})
