import { ofGoal } from '../../../collector/metric-names/en.ts'

/** Words of what is beyond chance. */
export const usual = {
  title: 'Out of the usual',
  ofGoal,
  moved: (what: string, change: string, when: string, fell: boolean) =>
    `${what} ${fell ? 'down' : 'up'} ${change} ${when}`,
  on: (day: string) => `on ${day}`,
  since: (day: string) => `since ${day}`,
  during: (days: string) => `on ${days}`,
  today: 'today so far',
  usually: (value: string, low: string, high: string) => `(${value}, usually ${low} to ${high})`,
  explain: 'Explain',
  see: 'See the days',
  note: 'Note it',
  asking: 'Looking for what explains it…',
  unknown: 'What explains it could not be counted.',
  most: (dimension: string, value: string, what: string, part: string) =>
    `Most of it is ${dimension} ${value}: ${what} (${part}).`,
  riser: (dimension: string, value: string, part: string) =>
    `Biggest riser: ${dimension} ${value} (${part}).`,
  faller: (dimension: string, value: string, part: string) =>
    `Biggest faller: ${dimension} ${value} (${part}).`,
  noRiser: 'Nothing rose against it beyond chance.',
  noFaller: 'Nothing fell against it beyond chance.',
  broken: (kind: string, value: string, count: string) => `${kind}: ${value} (${count}×)`,
  more: (count: string) => `${count} more`,
  whole: 'Nothing to fix in the data of the last 30 days.',
  fix: 'Fix',
  band: 'Usual',
  bandHint: 'Where such days lay in the eight weeks before; one in 370 lies beyond by chance.',
  range: (low: string, high: string) => `${low} to ${high}`,
  low: 'below usual',
  high: 'above usual',
  pace: (value: string) => `at this pace ${value}`,
  picture: 'shaded: usual',
}
