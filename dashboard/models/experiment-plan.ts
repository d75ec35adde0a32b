import type { Filter } from '../../collector/settings/filter.ts'
import { ask } from '../api.ts'
import { audienceFilters } from './audience.ts'
import { askReport } from './report.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'

/** Days whose traffic is taken for the days to come. */
const DAYS = 28

export interface Planned {
  total: number
  days: number | null
}

export interface Planning {
  goal: string
  urls: readonly string[]
  when: readonly Filter[]
  variants: number
  /** Of one. */
  effect: number
  coverage: number
}

/** How many people a plan needs, and how long they take to come, by the last four weeks of the pages; null where nothing came. */
export function planQuestion(planning: Planning): Question<Planned | null> | undefined {
  const site = siteDomain.value
  if (site === undefined || !(planning.effect > 0) || planning.goal === '') return undefined
  return {
    key: `plan of ${site} ${JSON.stringify(planning)}`,
    fetch: async (signal) => {
      const seen = await trafficOf(planning, site, signal)
      return seen ? await planOf(planning, seen, signal) : null
    },
  }
}

interface Seen {
  rate: number
  perDay: number
}

async function trafficOf(
  { goal, urls, when }: Planning,
  site: string,
  signal: AbortSignal,
): Promise<Seen | null> {
  const answer = await askReport(
    'stats',
    {
      period: '28d',
      metrics: ['visitors', 'conversion_rate'],
      goal,
      filters: audienceFilters({ urls, when }),
    },
    { site, signal },
  )
  const { visitors = 0, conversion_rate = 0 } = answer.totals as Record<string, number | null>
  if (!visitors || !conversion_rate || conversion_rate >= 1) return null
  return { rate: conversion_rate, perDay: visitors / DAYS }
}

async function planOf(
  { effect, variants, coverage }: Planning,
  { rate, perDay }: Seen,
  signal: AbortSignal,
): Promise<Planned | null> {
  const body = {
    ...{ metric: 'proportion' as const, rate, minimum_effect: effect, variants },
    ...{ units_per_day: perDay, traffic_share: Math.max(0.0001, Math.min(1, coverage)) },
  }
  const needed = await ask('POST', '/api/experiments/plan', { body, signal })
  // People look every day: the number that allows it.
  const total = needed.sequential_total ?? needed.total
  if (!total) return null
  return { total, days: Math.ceil(total / (perDay * coverage)) }
}
