import { ask } from '../api.ts'
import type { Given } from '../routes.ts'
import { daysOf } from './period.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'
import { sumsByBucket } from './sums.ts'
import { shownRange } from './view.ts'

export type LinkClicks = Given<'/api/sites/:site/link-clicks', 'GET'>

/** As many as the API tells at once. */
const MOST_DAYS = 400

/** Clicks of all links by day in the period on show; nothing is asked of all time, or of too many days. */
export function clicksQuestion(): Question<LinkClicks> | undefined {
  const range = shownRange.value
  const domain = siteDomain.value
  if (!range || domain === undefined || daysOf(range) > MOST_DAYS) return undefined
  const { from, to } = range
  return {
    key: `clicks ${domain} ${from} ${to}`,
    of: domain,
    fetch: (signal) =>
      ask('GET', '/api/sites/:site/link-clicks', {
        param: { site: domain },
        query: { from, to },
        signal,
      }),
  }
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

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
