import { capture } from './capture.ts'
import { say } from './debug.ts'
import { engaged, noteTitle, reportEngagement } from './engagement.ts'
import { begin, variantOf } from './experiments/run.ts'
import { forgetUnits } from './experiments/unit.ts'
import { reportNotFound } from './notfound.ts'
import { followPage, leavePage, openPage, reviewPage, watchHistory } from './page.ts'
import { on, quiet } from './quiet.ts'
import { stored } from './storage.ts'
import { endpoint, isOn } from './tag.ts'
import { track } from './track.ts'
import { drop, flush } from './transport.ts'
import { leaving, look, noteLeaving } from './view.ts'
import { become, consent, forget, type Known } from './visitor.ts'

/** As the queue stub of docs/script.md keeps them: an event's arguments, or a method's after its name. */
type Call = [name: string, ...args: unknown[]]
type Perform = (call: Call) => unknown

/** Every script of the page is called by one function; the queue remembers who is called last. */
type Queue = Call[] & { last?: Perform }

export interface Api {
  (...call: Call): unknown
  [method: string]: unknown
  q: Queue
}

const methods: Record<string, (...args: never[]) => unknown> = {
  identify(user: string, known?: Known) {
    if (user) {
      become(user, known)
      track('identify')
    }
  },
  reset() {
    reportEngagement()
    flush(1)
    drop()
    look()
    forget()
    if (EXPERIMENTS) forgetUnits()
  },
  page: openPage,
  consent: EXPERIMENTS
    ? (given) => {
        consent(given)
        // A tab's visit stays one: who declines on every page would be drawn anew on each.
        if (!given) stored('experiments', '')
      }
    : consent,
  ignore: (ignored: boolean) => stored('ignore', `${ignored}`),
  /** Where no experiment is compiled in, every page is outside of them all. */
  variant: () => null,
}

const call = quiet(([name, ...args]: Call) =>
  (methods[name] ?? track.bind(0, name))(...(args as never[])),
)

const perform: Perform = EXPERIMENTS
  ? (one) => {
      const answer = call(one)
      // Who looks may be another now.
      if (methods[one[0]]) reviewPage(1)
      return answer
    }
  : call

/** ms engaged after which it is told without leaving: a long read must not look like a visit that ended. */
const LONG_READ = 9e5

const watch = ({ type }: Event): void => {
  noteLeaving(type)
  if (ENGAGEMENT && leaving) noteTitle()
  if (leaving || engaged > LONG_READ) reportEngagement()
  else followPage()
  // Restored from the back/forward cache it is a new pageview: https://web.dev/articles/bfcache
  if (type === 'pagehide') leavePage()
  if (leaving || type === 'online') flush(leaving)
}

const start = quiet(() => {
  if (EXPERIMENTS && reviewPage(1)) return
  followPage()
  if (NOTFOUND) reportNotFound()
  on('focus blur scroll click online popstate pageshow pagehide visibilitychange', watch)
  on('click auxclick submit', capture)
  const last = calls.last
  calls.map(perform)
  calls.push = calls.last = ((call) => {
    last?.(call)
    return perform(call)
  }) as Perform as never
  watchHistory()
  if (EXPERIMENTS) begin()
})

const calls: Queue = window.tributary?.q || []

const open = () => {
  const api = ((...call) => calls.push(call)) as Api
  for (const method in methods) api[method] = api.bind(0, method)
  if (EXPERIMENTS) api.variant = variantOf
  api.q = calls
  window.tributary = api
  // Fired at the document, on its way down through the window: https://wicg.github.io/nav-speculation/prerendering.html
  if (document.prerendering) {
    if (EXPERIMENTS) reviewPage(1)
    on('prerenderingchange', start)
  } else start()
}

type Marks = Record<string, unknown>

// What it says is in a file of its own, of the same address, so that only who asks for it loads it.
if (!DEBUG && isOn('debug')) import(`${endpoint}.js?debug`)
// A tag that is there twice counts once; those of two sites count both.
else if (!(window as unknown as Marks)[endpoint]) {
  ;(window as unknown as Marks)[endpoint] = 1
  open()
} else if (DEBUG) say('the tag is there twice; this one does nothing')
