import type { FormatName } from '../../../collector/moving/format.ts'
import type { ImportState } from '../../../collector/settings/history-imports.ts'
import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words of other tools' history that is brought in. */
export const imports = {
  intro:
    'Bring your history along: the export of the tool you used until now, as it is. It is shown first, and brought in when you say so. The same file twice is once.',
  drop: 'Drop an export here, or choose one',
  dropHint:
    'Umami’s zip or its tables as CSV, Matomo’s visit log as JSON or CSV, GA4’s BigQuery export as JSON lines, Plausible’s zip, GA4’s CSV, our own export; or any other table with a line an event (GoatCounter, PostHog …), whose columns you name. A .zip or .gz is fine.',
  format: 'Whose file it is',
  foundOut: 'Find out',
  formats: {
    events: 'Tributary',
    plausible: 'Plausible',
    umami: 'Umami',
    matomo: 'Matomo',
    ga4: 'Google Analytics 4',
    csv: 'A table of events',
  } satisfies Record<FormatName, string>,
  website: 'Only this website of the file (Umami’s id)',
  kinds: { events: 'Events', days: 'Daily sums' },
  kind: 'What it holds',
  read: 'Lines read',
  coming: 'Would come',
  period: 'Of the days',
  span: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
  days: (days: Count) => counted(days, 'day'),
  replaced: 'Told already',
  replaces: (days: Count) =>
    `${counted(days, 'day')} by table, of an earlier import; those of this file will count`,
  rejected: 'Refused',
  leftOut: 'Left out',
  partly: (share: string) =>
    `The file is large: this is what its first ${share} hold. All of it is read when you bring it in.`,
  daysNote:
    'These are sums of days, not events: they are shown by the one thing they are told by, and never in funnels, paths or of people.',
  nothing: 'Nothing in it can be brought in.',
  take: (events: Count) => `Bring in ${events.text}`,
  running: 'It is being brought in; the list below shows how far it is. You may leave this page.',
  stored: (stored: Count, known: Count) =>
    known.value === 0
      ? `Brought in: ${stored.text}`
      : `Brought in: ${stored.text}; ${known.text} were here already`,
  failed: (why: string) => `It could not be brought in to its end: ${why}`,
  undone: 'Taken back, with all that came with it.',
  columns: 'Which column is what?',
  taken: 'Imports',
  file: 'File',
  noName: 'without a name',
  state: 'State',
  states: {
    running: 'Being brought in',
    done: 'Done',
    failed: 'Failed',
    stopped: 'Stopped',
  } satisfies Record<ImportState, string>,
  came: 'Came',
  when: 'When',
  tools: 'Actions',
  stop: 'Stop',
  stopped: 'Stopped. What came by then stays; bring the file in again for the rest.',
  undoTitle: (name: string) => `Take back ${name}?`,
  undoWarning:
    'What came with it goes from all reports. Events can be brought back until the end of tomorrow.',
  reason: (reason: string, count: string) => `${reason}: ${count}`,
  fields: {
    at: 'Time',
    name: 'Event’s name',
    url: 'Page’s address',
    path: 'Page’s path',
    hostname: 'Host',
    query: 'Query',
    referrer: 'Referrer',
    title: 'Title',
    visitor: 'Visitor or session',
    user: 'User',
    account: 'Account',
    id: 'Event’s id',
    user_agent: 'User agent',
    ip: 'IP address',
    browser: 'Browser',
    os: 'Operating system',
    device: 'Device',
    country: 'Country',
    amount: 'Revenue',
    currency: 'Currency',
    order: 'Order',
  },
  /** Words of the API for why a line is refused, where they are short. */
  reasons: {
    hostname: 'a host that this site does not count',
    bot: 'a robot',
    ignored: 'an address that is left out',
    too_old: 'older than what is kept',
    invalid_json: 'no JSON',
    invalid_event: 'no event',
    invalid_id: 'an invalid ID',
    invalid_name: 'no event’s name',
    invalid_at: 'no time',
    invalid_url: 'no page’s address',
  } as Record<string, string>,
}
