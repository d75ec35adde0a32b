import { readView, writeView } from './query.ts'

/** Where a level of a table stands, which was an option of its page. */
const PAGE_OF_LEVEL: ReadonlyMap<string, string> = new Map([
  ['channel', 'sources'],
  ['source', 'sources/source'],
  ['medium', 'sources/medium'],
  ['campaign', 'sources/campaign'],
  ['content', 'sources/content'],
  ['term', 'sources/keyword'],
  ['referrer', 'sources/referrer'],
  ['page', 'pages'],
  ['landing_page', 'pages/landing'],
  ['exit_page', 'pages/exit'],
  ['hostname', 'pages/hosts'],
])

/** Pages that have another name now, or stand below another: their addresses are in mails and bookmarks. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['acquisition', 'sources'],
  ['events', 'goals'],
])

/**
 * Where a page of before is now, below the site and with its query: `acquisition?by=campaign&channel=Email` is
 * `sources/campaign?channel=Email`. Undefined where nothing has moved.
 */
export function movedTo(page: string, search: string): string | undefined {
  const view = readView(search)
  const { by = '', ...options } = view.options
  const ofLevel = page === 'acquisition' || page === 'pages' ? PAGE_OF_LEVEL.get(by) : undefined
  if (ofLevel !== undefined) return ofLevel + writeView({ ...view, options })
  const moved = renamed(page, options)
  return moved && moved + search
}

function renamed(page: string, options: Record<string, string>): string | undefined {
  if (page === 'events' && options.property !== undefined) return 'goals/events'
  if (page === 'audience' && options.devices !== undefined) return 'audience/devices'
  if (page === 'people' || page.startsWith('people/')) return `customers/${page}`
  return RENAMED.get(page)
}
