import type { AlertSignal } from '../alert-signals.ts'
import type { AlertInput } from '../settings/alert-definition.ts'

/** The page below its site that tells more of a signal. */
const PAGES: Record<AlertSignal, string> = {
  tracking_stopped: '/quality',
  spend_without_return: '/return',
  accounts_at_risk: '/customers',
  experiment_decided: '/experiments',
  experiment_split: '/experiments',
  rejected_share: '/quality',
  duplicate_share: '/quality',
  broken_tags: '/quality',
  untagged_paid_clicks: '/quality',
}

interface Place {
  /** Where browsers reach the dashboard: `https://stats.example.com` */
  origin: string
  domain: string
}

/** The page of the dashboard that shows what an alert is about, on these days, of the same visits. */
export function pageOf(
  { origin, domain }: Place,
  alert: AlertInput,
  days: { from: string; to: string },
): string {
  const { metric, funnel, signal, goal, filters } = alert
  const page = signal ? PAGES[signal] : funnel === undefined ? '' : '/journeys'
  const query = new URLSearchParams({ period: `${days.from}..${days.to}` })
  for (const filter of filters) {
    if (filter[0] === 'segment') query.append('segment', filter[1])
    else query.append('where', JSON.stringify(filter))
  }
  if (funnel !== undefined) query.append('funnel', funnel)
  if (goal !== undefined) query.append('goal', goal)
  if (metric) query.append('metric', metric)
  return `${origin}/sites/${domain}${page}?${query}`
}

export function alertPage({ origin, domain }: Place): string {
  return `${origin}/sites/${domain}/settings/alerts`
}
