import type { SharedReports } from '../../collector/auth/shared-reports.ts'
import type { Share } from '../../collector/auth/shares.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import { expanded } from './filters.ts'
import { isOtherVisits } from './period.ts'
import { type View, writeView } from './query.ts'
import { collectorOrigin } from './session.ts'
import { ownsSite } from './sites.ts'
import { type Goal, listOf, type Segment } from './things.ts'

export type { Share, SharedReports }

/** Those that a link shows where they are ticked; each is the first word of its pages. */
export const REPORTS = [
  'journeys',
  'retention',
  'changes',
  'notes',
] as const satisfies SharedReports[]

/** What a page below the site needs of them. */
export function reportsAt(page: string): SharedReports[] {
  return REPORTS.filter((one) => page === one || page.startsWith(`${one}/`))
}

/** The site's shared links, for its owners. */
export const shares = listOf('shares', { may: () => ownsSite.value })

/** What a link opens: a page below the site, with the query that says which view of it. */
export interface SharedView {
  page: string
  query: string
}

/** The whole address of a link, of a view of it if one is given; nothing where the server lost the key to it. */
export function addressOf({ path }: Pick<Share, 'path'>, { page, query }: SharedView): string {
  if (path === null) return ''
  return collectorOrigin.value + path + (page && `/${page}`) + query
}

export type Theme = 'system' | 'light' | 'dark'

/** The line that shows a link inside another page. */
export function embedCode(address: string, theme: Theme, title: string): string {
  const url = new URL(address)
  url.searchParams.set('embed', '1')
  url.searchParams.set('theme', theme)
  const src = url.href.replaceAll('&', '&amp;')
  const named = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<iframe src="${src}" title="${named}" loading="lazy" style="width: 100%; height: 100rem; border: 0"></iframe>`
}

/** The segment that the filters stand on, which a link of them may be held to; undefined for none or several. */
export function segmentOf(filters: readonly Filter[]): string | undefined {
  const named = filters.flatMap((filter) => (filter[0] === 'segment' ? [filter[1]] : []))
  return named.length === 1 ? named[0] : undefined
}

interface Known {
  segments: readonly Segment[]
  goals: readonly Goal[]
}

/**
 * The query of a view for guests: they may not name segments, so each is written out, and none stands beside; goals they know
 * by name.
 */
export function guestQuery(
  shown: View,
  { segments, goals }: Known,
  heldTo: string | undefined,
): string {
  const others = shown.filters.filter((filter) => filter[0] !== 'segment' || filter[1] !== heldTo)
  const goal = goals.find(({ id }) => id === shown.options.goal)?.name
  const options = goal === undefined ? shown.options : { ...shown.options, goal }
  const compare = isOtherVisits(shown.compare) ? 'none' : shown.compare
  return writeView({ ...shown, options, compare, filters: expanded(others, segments) })
}
