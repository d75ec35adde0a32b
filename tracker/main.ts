import { capture } from './capture.ts'
import { engaged, reportEngagement } from './engagement.ts'
import { reportNotFound } from './notfound.ts'
import { followPage, leavePage, openPage, watchHistory } from './page.ts'
import { on, quiet } from './quiet.ts'
import { stored } from './storage.ts'
import { type Options, track } from './track.ts'
import { flush } from './transport.ts'
import { leaving, look, noteLeaving } from './view.ts'
import { become, consent, forget, type Known } from './visitor.ts'

/** As the queue stub of docs/script.md keeps them: an event's arguments, or a method's after its name. */
type Call = [name: string, ...args: unknown[]]

export interface Api {
  (...call: Call): unknown
  [method: string]: unknown
  q?: Call[]
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
    flush()
    look()
    forget()
  },
  page: openPage,
  consent,
  ignore: (ignored: boolean) => stored('tributary_ignore', ignored),
  /** No experiment is compiled in: every page is outside of them all. */
  variant: () => null,
}

const perform = quiet(([name, ...args]: Call) =>
  methods[name] ? methods[name](...(args as never[])) : track(name, ...(args as [Options])),
)

const calls = window.tributary?.q || []
const api = ((...call) => calls.push(call)) as Api
for (const method in methods) api[method] = (...args: unknown[]) => api(method, ...args)
window.tributary = api

/** ms engaged after which it is told without leaving: a long read must not look like a visit that ended. */
const LONG_READ = 9e5

const watch = ({ type }: Event): void => {
  if (noteLeaving(type) || engaged > LONG_READ) reportEngagement()
  else followPage()
  // Restored from the back/forward cache it is a new pageview: https://web.dev/articles/bfcache
  if (type === 'pagehide') leavePage()
  if (leaving || type === 'online') flush()
}

const start = quiet(() => {
  followPage()
  if (NOTFOUND) reportNotFound()
  on('focus blur scroll online popstate pageshow pagehide visibilitychange', watch)
  on('click auxclick submit', capture as (event: Event) => void)
  calls.map(perform)
  calls.push = perform as never
  watchHistory()
})

if (document.prerendering) addEventListener('prerenderingchange', start)
else start()
