import { ask } from '../api.ts'
import type { Given } from '../routes.ts'
import { daysOf } from './period.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'
import { sumsByBucket } from './sums.ts'
import { shownRange } from './view.ts'

export type LinkClicks = Pick<Given<'/api/sites/:site/link-clicks', 'GET'>, 'rows'>

/** As many as the API tells at once. */
const MOST_DAYS = 400

/** Clicks of these links by day in the period on show; undefined of all time, or of too many days, which nobody is asked for. */
export function clicksQuestion(
  slugs: readonly string[],
): Question<LinkClicks | undefined> | undefined {
  const range = shownRange.value
  const domain = siteDomain.value
  if (domain === undefined || slugs.length === 0) return undefined
  if (!range || daysOf(range) > MOST_DAYS) {
    return { key: 'no clicks', of: domain, fetch: async () => undefined }
  }
  const query = { ...range, slug: slugs.toSorted().join(',') }
  return {
    key: `clicks ${domain} ${range.from} ${range.to} ${query.slug}`,
    of: domain,
    fetch: (signal) => allClicks(domain, query, signal),
  }
}

/** One page after another. */
async function allClicks(
  domain: string,
  query: { from: string; to: string; slug: string },
  signal: AbortSignal,
): Promise<LinkClicks> {
  const rows: LinkClicks['rows'] = []
  let cursor: string | null = null
  do {
    const page: Given<'/api/sites/:site/link-clicks', 'GET'> = await ask(
      'GET',
      '/api/sites/:site/link-clicks',
      { param: { site: domain }, query: { ...query, ...(cursor && { cursor }) }, signal },
    )
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== null)
  return { rows }
}

/** A link's clicks of browsers by bucket; undefined while they are not known. */
export function clicksOf(
  told: LinkClicks | undefined,
  slug: string,
  keys: readonly string[],
): number[] | undefined {
  if (!told) return undefined
  const own = told.rows.filter((row) => row.slug === slug)
  return sumsByBucket(
    own.map(({ day, clicks }) => ({ day, value: clicks })),
    keys,
  )
}
