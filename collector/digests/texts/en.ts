import { metricNames, ofGoal } from '../../metric-names/en.ts'
/** Words of digests. Numbers, days and names come written. */
export const en = {
  title: { day: 'Daily digest', week: 'Weekly digest', month: 'Monthly digest' },
  subject: (site: string, days: string, short: string) => `${site}: ${short} (${days})`,
  versus: (before: string) => `against ${before}`,
  alone: 'There is nothing yet to compare with.',
  metrics: {
    ...metricNames,
    cost: 'Spend',
    cpa: 'Cost per conversion',
  } as Record<string, string>,
  ofGoal: ofGoal as Record<string, (goal: string) => string>,
  returned: (one: string) => `Return per ${one}`,
  points: (points: string) => `${points} points`,
  visitorsIn: (count: string, one: boolean, days: string) =>
    `${count} ${one ? 'visitor' : 'visitors'} ${days}`,
  visitorDays: 'Visitors, added up by day',
  addedUp: 'added up by day',
  visitorDaysIn: (count: string, one: boolean, days: string) =>
    `${count} ${one ? 'visitor' : 'visitors'}, added up by day, ${days}`.replace(/, $/u, ''),
  on: (day: string) => `on ${day}`,
  during: (days: string) => `on ${days}`,
  inWeek: (days: string) => `in the week of ${days}`,
  inMonth: (month: string) => `in ${month}`,
  weekBefore: 'in the week before',
  moreThan: (share: string, before: string) => `${share} more than ${before}`,
  lessThan: (share: string, before: string) => `${share} fewer than ${before}`,
  asMany: (before: string) => `as many as ${before}`,
  sentence: (said: string, against: string | undefined) =>
    against === undefined ? `${said}.` : `${said}, ${against}.`,
  asUsual: 'Everything lies within the usual.',
  moved: (what: string, change: string, when: string, fell: boolean) =>
    `${what} ${fell ? 'down' : 'up'} ${change} ${when}`,
  usually: (value: string, low: string, high: string) => ` (${value}, usually ${low} to ${high}).`,
  most: (dimension: string, value: string, what: string, part: string) =>
    `Most of it is ${dimension} ${value}: ${what} (${part}).`,
  why: {
    volume: { rose: 'more visitors', fell: 'fewer visitors' },
    mix: { rose: 'a larger share of visitors', fell: 'a smaller share of visitors' },
    rate: { rose: 'a higher rate', fell: 'a lower rate' },
  },
  dimensions: {
    channel: 'channel',
    source: 'source',
    landing_page: 'landing page',
    country: 'country',
    device: 'device',
  } as Record<string, string>,
  values: {} as Record<string, string>,
  absent: '(none)',
  nothing: (days: string) => `Nothing was counted ${days}: no visit and no event.`,
  nothingShort: 'nothing was counted',
  nothingEver:
    'Nothing has ever arrived from this site. Put the script into its pages to see its visitors here.',
  stopped: 'Tracking may have stopped: check that the script is still in the pages.',
  stoppedSince: (day: string) =>
    `Nothing has arrived since ${day}: check that the script is still in the pages.`,
  course: { week: 'Visitors by day', month: 'Visitors by week', day: '' },
  movers: { source: 'Sources that moved', page: 'Pages that moved' },
  unmoved: 'Nothing moved beyond chance.',
  movedFrom: (before: string, now: string) => `${before} → ${now} visitors`,
  goals: 'Goals',
  aimed: (done: string, target: string) => `${done} of ${target}`,
  aimReached: (share: string) => `${share}, reached`,
  aimMissed: (share: string) => `${share}, missed`,
  aimLeft: (share: string, days: number) => `${share}, ${days} ${days === 1 ? 'day' : 'days'} left`,
  pers: { week: 'this week', month: 'this month', quarter: 'this quarter' },
  broken: 'To fix',
  brokenTags: (count: string) => `Visits with broken campaign tags: ${count}`,
  untagged: (count: string) => `Paid clicks without campaign tags: ${count}`,
  refusedHosts: (count: string, host: string) =>
    `Events from other domains, which were not counted: ${count} (most from ${host})`,
  unconverted: (currencies: string) =>
    `No exchange rate for ${currencies}: those amounts are in no sum`,
  proxy: 'A proxy is not trusted, so all its visitors count as one',
  limited: 'More was sent than a day allows; the rest was refused',
  fix: 'See what to fix',
  open: { day: 'Open the day', week: 'Open the week', month: 'Open the month' },
  reason: (site: string) =>
    `You get this because somebody who manages ${site} has entered your address.`,
  notYet: (at: string) =>
    `So far the reports know of what came until ${at}. The digest is made once they know all of its days.`,
  unsubscribe: 'Unsubscribe',
  page: {
    title: 'Unsubscribe',
    ask: {
      day: (site: string) => `Get no more daily digests of ${site}?`,
      week: (site: string) => `Get no more weekly digests of ${site}?`,
      month: (site: string) => `Get no more monthly digests of ${site}?`,
    },
    done: {
      day: (site: string) => `You get no more daily digests of ${site}.`,
      week: (site: string) => `You get no more weekly digests of ${site}.`,
      month: (site: string) => `You get no more monthly digests of ${site}.`,
    },
    back: 'Get them again',
    backDone: 'You get them again.',
  },
}
export type DigestTexts = typeof en
