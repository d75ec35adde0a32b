import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words of how a site scores its accounts. */
export const healthSettings = {
  intro:
    'How the health of accounts comes about. Nothing that is stored changes: all scores, those of the past as well, are worked out anew.',
  weights: 'How much each part weighs',
  weightsHint: 'They need not sum to 100: only how they stand to one another counts.',
  keys: 'Key events',
  keysHint:
    'What an account should use, one a line, 14 at most: the name of an event, a path as in /reports/*, or goal: and the name of a goal.',
  signals: 'Buying signals',
  signalsHint: 'What whoever thinks of buying does, one a line: their share is the temperature.',
  usualKeys: 'Usual key events: the goals, else the 5 events that most accounts have',
  usualSignals: 'Usual buying signals: pages with pricing, upgrade, billing or checkout',
  preview: 'Show who moves',
  previewTitle: 'Who moves',
  moved: (moved: Count, all: Count) =>
    moved.value === 0
      ? `None of ${counted(all, 'account')} moves by 5 and more.`
      : `${moved.text} of ${counted(all, 'account')} ${moved.value === 1 ? 'moves' : 'move'} by 5 and more.`,
  risk: (newly: Count, noMore: Count) =>
    `${newly.text} newly at risk, ${noMore.text} at risk no more.`,
  told: (now: string, then: string) =>
    `The score of 60 days ago names who left in ${now} of pairs now, in ${then} then.`,
  account: 'Account',
  before: 'Now',
  after: 'Then',
  change: 'Change',
  atRisk: 'at risk',
}
