import type { ComponentType } from 'preact'
import { lazy } from '../blocks/answers/lazy.tsx'
import { Overview } from './overview/overview.tsx'

const Sources = lazy(async () => (await import('./sources/sources.tsx')).Sources)
const Pages = lazy(async () => (await import('./pages/pages.tsx')).Pages)
const Audience = lazy(async () => (await import('./audience/audience.tsx')).Audience)
const Goals = lazy(async () => (await import('./goals/goals.tsx')).Goals)
const Journeys = lazy(async () => (await import('./journeys/journeys.tsx')).Journeys)
const Retention = lazy(async () => (await import('./retention/retention.tsx')).Retention)
const CustomersRevenue = lazy(
  async () => (await import('./customers-revenue/customers-revenue.tsx')).CustomersRevenue,
)
const Changes = lazy(async () => (await import('./changes/changes.tsx')).Changes)
const Live = lazy(async () => (await import('./live/live.tsx')).Live)

interface ShownAt {
  /** Below the site. */
  path: string
  view: ComponentType
}

/** The pages that show reports and change nothing, each loaded when it is first shown; guests see them, too. */
export const REPORT_PAGES: readonly ShownAt[] = [
  { path: '', view: Overview },
  { path: '/live', view: Live },
  { path: '/changes', view: Changes },
  { path: '/sources/:tab?', view: Sources },
  { path: '/pages/:tab?', view: Pages },
  { path: '/audience/:tab?', view: Audience },
  { path: '/goals/:tab?', view: Goals },
  { path: '/journeys/:tab?', view: Journeys },
  { path: '/retention/:tab?', view: Retention },
  { path: '/customers/revenue', view: CustomersRevenue },
]
