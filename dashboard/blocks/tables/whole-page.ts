import type { Dimension } from '../../../collector/vocabulary.ts'

/** The pages that have all rows of a dimension. */
const WHOLE = {
  channel: 'sources',
  source: 'sources/source',
  referrer: 'sources/referrer',
  medium: 'sources/medium',
  campaign: 'sources/campaign',
  page: 'pages',
  landing_page: 'pages/landing',
  exit_page: 'pages/exit',
  country: 'audience',
  region: 'audience',
  city: 'audience',
  language: 'audience',
  device: 'audience/devices',
  browser: 'audience/devices',
  os: 'audience/devices',
  screen: 'audience/devices',
  event: 'goals/events',
} satisfies Partial<Record<Dimension, string>>
/** Those whose page begins with them. */
const FIRST: ReadonlySet<Dimension> = new Set(['country', 'device'])

interface WholePage {
  /** Below the site. */
  path: string
  options: { by?: Dimension }
}

/** Where all rows of a dimension are. */
export function wholePage(dimension: Dimension): WholePage | undefined {
  const path = (WHOLE as Partial<Record<Dimension, string>>)[dimension]
  if (path === undefined) return undefined
  const isTab = path.startsWith('audience') && !FIRST.has(dimension)
  return { path, options: isTab ? { by: dimension } : {} }
}

/** The dimensions that have such a page. */
export const WHOLE_DIMENSIONS = Object.keys(WHOLE) as (keyof typeof WHOLE)[]
