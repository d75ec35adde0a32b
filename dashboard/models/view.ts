import { computed, signal } from '@preact/signals'
import type { Filter } from '../../collector/settings/filter.ts'
import { guest, sharedKey } from '../opened-as.ts'
import { LANGUAGES, language } from '../texts/texts.ts'
import { address, go } from './address.ts'
import { isMatched } from './comparison.ts'
import { type Condition, type Deed, withCondition } from './filters.ts'
import {
  type Compare,
  type CompareDays,
  dayIn,
  daysOf,
  isOtherVisits,
  likeBefore,
  type Period,
  periodRequest,
  rangeOf,
  type Today,
} from './period.ts'
import { DEFAULT_PERIOD, readView, type View, writeView } from './query.ts'
import { site, siteDomain } from './sites.ts'
import { steppedPeriod } from './stepped-period.ts'

/** What the address asks for. */
export const view = computed(() => {
  const { path, search } = address.value
  return readView(search, usualPeriod(pageOf(path)))
})

/** A curve of who comes back lies flat only after some weeks, and a sale takes some. */
const LONG: readonly string[] = ['retention', 'customers/stages']

/** What customers bring goes by months. */
function usualPeriod(page: string): Period {
  if (page === 'customers/revenue') return '12mo'
  return LONG.some((path) => page.startsWith(path)) ? 'last90' : DEFAULT_PERIOD
}

/** `sources/campaign` of a path, empty for the overview. */
function pageOf(path: string): string {
  return /^\/(?:sites|share)\/[^/]+\/(.*?)\/?$/u.exec(path)?.[1] ?? ''
}

/** The query of a page that shows `next`; where nobody has chosen a period it is that which is usual there. */
function queryOf(page: string, next: View): string {
  const { path, search } = address.peek()
  const here = usualPeriod(pageOf(path))
  const isChosen = next.period !== here || readView(search, here).period !== here
  const usual = usualPeriod(page)
  return writeView(isChosen ? next : { ...next, period: usual }, usual)
}

/** The moment of the latest look at the clock, so that "today" moves on in a tab left open. */
export const now = signal(Date.now())

/** The site's today. */
export const today = computed(() => dayIn(site.value?.timezone ?? 'UTC', now.value))

/** What periods of the calendar are told by. */
export const todayHere = computed(
  (): Today => ({ today: today.value, weekStart: site.value?.week_start ?? 'monday' }),
)

/** The days in view; undefined for all time. */
export const shownRange = computed(() => rangeOf(view.value.period, todayHere.value))

export const shownDays = computed(() => shownRange.value && daysOf(shownRange.value))

/** How numbers are to be written here. */
export const locale = computed(() => ({
  language: language.value === 'zh' ? 'zh-CN' : navigatorEnglish(),
  currency: site.value?.currency ?? 'USD',
}))

/** British, Indian or American: whichever English the browser prefers. */
function navigatorEnglish(): string {
  return (
    navigator.languages.find((tag) => tag.startsWith('en-')) ?? Object.keys(LANGUAGES)[0] ?? 'en'
  )
}

/** Whether what is shown is held against the same days of the week. */
export const matched = computed(() => {
  const { period, compare, exact } = view.value
  return !exact && isMatched(period, shownDays.value, compare)
})

/** What a report is held against. */
interface Against {
  compare?: CompareDays
  match?: 'weekday'
}

const against = computed((): Against => {
  const { period, compare } = view.value
  if (period === 'all' || compare === 'none' || isOtherVisits(compare)) return {}
  if (matched.value) return { compare, match: 'weekday' }
  const before = compare === 'previous' ? likeBefore(period, todayHere.value) : undefined
  return { compare: before ?? compare }
})

/** What every report is asked with. Other visits are no days: what can be held against them asks by `besideRequest`. */
export const commonRequest = computed(() => {
  const { period, filters } = view.value
  return { period: periodRequest(period, todayHere.value), ...against.value, filters }
})

/** The same of what is shown without a comparison. */
export const aloneRequest = computed(() => {
  const { period, filters } = commonRequest.value
  return { period, filters }
})

/** The address of this page with some of its view changed. */
export function changed(changes: Partial<View>, path = address.peek().path): string {
  return path + queryOf(pageOf(path), { ...view.peek(), ...changes })
}

export function showPeriod(period: Period): void {
  go(changed({ period }))
}

/** To the stretch of the same length before (−1) or after (1) the one in view, not past today; of months to a month. */
export function stepPeriod(steps: number): void {
  const next = steppedPeriod(view.peek().period, steps, todayHere.peek())
  if (next) showPeriod(next)
}

export function showCompare(compare: Compare): void {
  go(changed({ compare }))
}

export function showFilters(filters: Filter[]): void {
  go(changed({ filters }))
}

export function addCondition(condition: Condition | Deed): void {
  showFilters(withCondition(view.peek().filters, condition))
}

/** Sets one of the page's own options, or takes it away. */
export function showOption(name: string, value: string | undefined): void {
  showOptions({ [name]: value })
}

/** Several at once. */
export function showOptions(changes: Record<string, string | undefined>): void {
  const all = Object.entries({ ...view.peek().options, ...changes })
  const options = Object.fromEntries(all.flatMap(([name, value]) => (value ? [[name, value]] : [])))
  go(changed({ options }), { replace: true })
}

/** The page in view as its path below the site has it: `sources/campaign`, empty for the overview. */
export const pageInView = computed(() => pageOf(address.value.path))

/** Path of a page of the site in view. */
export function pagePath(page: string, domain = siteDomain.value ?? ''): string {
  const base = guest ? `/share/${sharedKey}` : `/sites/${encodeURIComponent(domain)}`
  return base + (page && `/${page}`)
}

/** The same time, filters and goal on another page; its own options stay behind. An empty goal leaves that behind, too. */
export function linkTo(page: string, changes: Partial<View> = {}): string {
  const { goal: carried } = view.value.options
  const { goal = carried, ...others } = changes.options ?? {}
  const options = goal ? { goal, ...others } : others
  return pagePath(page) + queryOf(page, { ...view.value, ...changes, options })
}
