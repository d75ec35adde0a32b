import type { Aliased } from '../../../collector/acquisition/site-rules.ts'
import type { Field } from '../../../collector/spend/columns.ts'
import type { Platform } from '../../../collector/spend/platforms.ts'
import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words of what campaigns cost. */
export const spend = {
  title: 'Spend',
  found: (found: string, of: string, share: string) =>
    `${found} of ${of} found their visits (${share}).`,
  nothingFound: (of: string) => `${of} were spent, and none of it found its visits.`,
  none: 'No spend in this period.',
  drop: 'Drop a file here, or choose one',
  dropHint:
    'As Google Ads, Meta, LinkedIn, Microsoft, TikTok or Baidu exports it, or a CSV of your own with a row for each day. It is shown first, and stored when you say so.',
  byHand: 'Type a monthly sum',
  platform: 'Platform',
  platforms: {
    google: 'Google Ads',
    meta: 'Meta',
    microsoft: 'Microsoft Advertising',
    linkedin: 'LinkedIn',
    tiktok: 'TikTok',
    baidu: 'Baidu',
    generic: 'Table of your own',
  } satisfies Record<Platform, string>,
  days: 'Days',
  rows: 'Rows',
  total: 'Total',
  finds: 'Will find visits',
  findsOf: (matched: string, share: string) => `${matched} (${share})`,
  instead: (name: string) => `Replace those of “${name}”`,
  replaces: 'Replaces',
  replacesNothing: 'nothing',
  replacesRows: (rows: Count, name: string) =>
    `${counted(rows, 'row')} of “${name}” on these days. A further account needs a name of its own.`,
  importName: 'Import',
  importHint: 'A later file of the same name replaces the days it holds.',
  date: 'Day',
  dateOrder: 'Dates are written',
  dateOrders: { dmy: 'day first', mdy: 'month first', ymd: 'year first' },
  whichOrder: 'Which is the day?',
  currency: 'Currency',
  whichCurrency: (sign: string) => `Which currency is “${sign}”?`,
  whichSource: 'Whose cost is it?',
  source: 'Source',
  sourceHint: 'As visits are tagged, such as google or newsletter',
  medium: 'Medium',
  fields: {
    date: 'Day',
    source: 'Source',
    medium: 'Medium',
    campaign: 'Campaign',
    content: 'Ad content',
    term: 'Keyword',
    campaign_id: 'Campaign ID',
    cost: 'Cost',
    currency: 'Currency',
    clicks: 'Clicks',
    impressions: 'Impressions',
  } satisfies Record<Field, string>,
  stored: (rows: Count, total: string) => `${counted(rows, 'row')} stored: ${total}`,
  undone: 'Taken back. What it had replaced counts again.',
  calendar: 'Days with spend',
  strip: (name: string, days: Count, missing: string) =>
    missing === ''
      ? `${name}: ${counted(days, 'day')}`
      : `${name}: ${counted(days, 'day')}, ${missing} missing`,
  missing: (days: string) => `${days} missing`,
  complete: 'complete',
  until: (day: string) => `until ${day}`,
  since: (day: string) => `since ${day}`,
  tools: 'Actions',
  imports: 'Imports',
  noImports: 'No spend yet',
  noImportsHint:
    'With it, every channel and campaign says what a visit, a customer and a euro back cost.',
  paid: 'Paid visits that wait for their cost',
  visits: 'Visits',
  cost: 'Cost',
  when: 'Newest file',
  undoTitle: (name: string) => `Take back the newest file of “${name}”?`,
  undoWarning: 'The rows that it replaced count again. The file itself has to be sent again.',
  removeWarning: 'All its files go, and what they held before.',
  unmatched: 'Spend without visits',
  unmatchedHint:
    'No visit of the period is called as these are, so their cost stands beside no result.',
  nothingUnmatched: 'All spend found its visits',
  more: (rows: Count) => `and ${counted(rows, 'more', 'more')} of less cost`,
  name: 'Spend is called',
  near: 'Visits are called',
  nearVisits: (name: string, visits: Count) => `${name} · ${counted(visits, 'visit')}`,
  nothingNear: 'nothing like it',
  join: 'Join',
  joinOf: (name: string) => `Join ${name}`,
  joinTitle: 'Join spend and visits',
  joinIntro: 'Both names count as one from now on, in all history.',
  aliasKinds: { source: 'Source', medium: 'Medium', campaign: 'Campaign' } satisfies Record<
    Aliased,
    string
  >,
  alias: 'What is to be joined',
  spendName: (kind: string) => `${kind} of the spend`,
  visitName: (kind: string) => `${kind} of the visits`,
  effect: 'What it brings',
  effectOf: (before: string, after: string) =>
    before === after
      ? `Nothing more finds visits: it stays at ${before}.`
      : `${after} instead of ${before} find visits.`,
  joined: 'Joined, in all history',
  monthly: {
    title: 'A monthly sum',
    intro:
      'What you pay by the month, such as a newsletter or a sponsor, spread evenly over its days.',
    month: 'Month',
    campaign: 'Campaign (optional)',
    medium: 'Medium (optional)',
    cost: 'Cost',
    aDay: (days: Count, cost: string) => `${counted(days, 'day')}, ${cost} each`,
    about: (days: Count, least: string, most: string) =>
      `${counted(days, 'day')}, ${least} to ${most} each; together exactly the sum`,
    replaces: 'A later sum of the same month and names takes its place.',
  },
}
