import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words of funnels, wherever one is shown. */
export const funnels = {
  steps: 'Steps',
  step: (n: number) => `Step ${n}`,
  kinds: { page: 'saw', event: 'did', goal: 'reached' },
  kind: 'What',
  what: (n: number) => `What of step ${n}`,
  add: 'Add a step',
  removeStep: (n: number) => `Remove step ${n}`,
  moveUp: (n: number) => `Move step ${n} up`,
  anyPage: 'any page',
  window: 'Within',
  unread: {
    steps:
      'The address asks for steps that no funnel has: two to twelve, each a page, an event or a goal. Others are shown; name yours below.',
    window:
      'The address asks for a window that no funnel here has: it is 1 minute to 90 days. Another is shown; choose yours below.',
  },
  windows: {
    '30m': '30 minutes',
    '24h': '24 hours',
    '7d': '7 days',
    '14d': '14 days',
    '30d': '30 days',
    '90d': '90 days',
  },
  order: 'Order',
  orders: { ordered: 'In this order', strict: 'Nothing in between', any: 'Any order' },
  by: 'Counted by',
  units: { person: 'person', visit: 'visit', attempt: 'attempt' },
  saved: 'Saved funnels',
  save: 'Save funnel',
  name: 'Name of the funnel',
  fresh: 'New',
  bars: 'Where they stop',
  barsOf: (label: string, count: string, rate: string) =>
    `${label}: ${count}, ${rate} of the first step`,
  lost: (count: Count, rate: string) => `−${count.text} (${rate})`,
  pending: (count: Count) => `${count.text} may still come`,
  after: (time: string) => `after ${time}`,
  sentence: (entered: Count, converted: Count, rate: string) =>
    `Of ${entered.text} who began, ${converted.text} went all the way (${rate}).`,
  worst: (from: string, to: string, lost: Count) =>
    `The step to mend is ${from} → ${to}: ${lost.text} leave there.`,
  few: (entered: Count) => `Only ${entered.text} began: a rate of so few says little.`,
  interval: (low: string, high: string) => `between ${low} and ${high} with 95 % confidence`,
  trend: 'By day',
  trendOf: (day: string, rate: string, of: Count) => `${day}: ${rate} of ${of.text}`,
  partial: 'may still change',
  mayCome: (open: Count, low: string, high: string) =>
    `${open.text} of them may still convert: ${low} to ${high}`,
  overOnly:
    'On nearly every day somebody came who came again and may still convert. Such a day is judged where that could not change the verdict; the bar on it shows what it may come to.',
  abnormal: (days: Count) => `${counted(days, 'day')} beyond what chance explains`,
  usual: (low: string, high: string) => `Usual: ${low} to ${high}`,
  breakdown: 'Compared by',
  value: 'Value',
  began: 'Began',
  overall: 'All the way',
  other: 'Other',
  people: {
    dropped: (step: string) => `Who stopped before ${step}`,
    pending: (step: string) => `Who may still reach ${step}`,
    reached: (step: string) => `Who reached ${step}`,
  },
  who: 'Whom',
  states: { dropped: 'Stopped', pending: 'May still come', reached: 'Reached it' },
  next: {
    dropped: 'What they did instead',
    pending: 'What they did next',
    reached: 'What they did next',
  },
  share: 'of them',
  nothing: 'nothing more',
  leftBehind: {
    dropped: (total: Count) => `${counted(total, 'person', 'people')} stopped here.`,
    pending: (total: Count) => `${counted(total, 'person', 'people')} may still come.`,
    reached: (total: Count) => `${counted(total, 'person', 'people')} reached it.`,
  },
  nobody: {
    dropped: 'Nobody stopped here.',
    pending: 'Nobody can still come.',
    reached: 'Nobody reached it.',
  },
  filterByThem: 'Filter by them',
  theirPaths: (from: string) => `Their paths from ${from} on`,
  allTheirPaths: 'Their paths',
  namedAt: {
    dropped: (step: string) => `Dropped at ${step}`,
    pending: (step: string) => `May still reach ${step}`,
    reached: (step: string) => `Reached ${step}`,
  },
  choose:
    'Choose a bar to see who stopped before it, may still come or reached it, and what they did then.',
  noSteps: 'No funnel yet',
  noStepsHint: 'Name two steps above. With goals the way to them is shown here by itself.',
  empty: 'Nobody took the first step in this period',
  emptyHint: 'Choose another first step or a longer period.',
}
