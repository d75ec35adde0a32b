import type { AdPlatform, Kind } from '../../../collector/reports/offline/platforms.ts'
import type { Reason } from '../../../collector/reports/offline/sort-out.ts'
import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words of conversions that go to ad platforms. */
export const offline = {
  title: 'Send conversions to ad platforms',
  intro:
    'A file of the conversions of the period whose people came by a click on an ad: the platform learns which clicks sell. Each goes out once, with its click ID and its value, and nothing personal.',
  platform: 'Platform',
  platforms: {
    google: 'Google Ads',
    meta: 'Meta',
    microsoft: 'Microsoft Advertising',
    linkedin: 'LinkedIn',
  } satisfies Record<AdPlatform, string>,
  hints: {
    google: undefined,
    microsoft: undefined,
    meta: 'For offline events in the Events Manager, or the Conversions API.',
    linkedin:
      'For the Conversions API or a connector: LinkedIn’s own upload asks for email addresses.',
  } satisfies Record<AdPlatform, string | undefined>,
  goal: 'Goal',
  chooseGoal: 'Choose a goal',
  noGoals: 'Without a goal there is nothing to send',
  kind: 'What',
  kinds: { conversions: 'Conversions', adjustments: 'Refunds' } satisfies Record<Kind, string>,
  name: 'Called there',
  nameHint: 'As the platform has it, letter by letter; remembered.',
  repeat: 'Also what went out before',
  goesOut: (lines: Count) => `${counted(lines, 'line goes', 'lines go')} out.`,
  nothing: 'Nothing new goes out.',
  staysHere: 'What stays here',
  reasons: {
    already_sent: 'went out before',
    no_click_id: 'came by no click of this platform',
    before_click: 'happened before the click',
    click_too_old: 'the click was too long before',
    too_late: 'too long ago for the platform',
    no_value: 'brought no amount',
    no_currency: 'has an amount without a currency',
    no_order: 'the refund names no order',
    never_sent: 'what was refunded never went out',
    other_currency: 'refunded in another currency',
    not_adjustable: 'Google changes no conversion that came by a click in an app (wbraid)',
  } satisfies Record<Reason, string>,
  leftOut: (events: Count, reason: string) => `${counted(events, 'event')}: ${reason}`,
  first: 'First lines of the file',
  download: 'Download file',
  made: (lines: Count) => `File made: ${counted(lines, 'line')}`,
  exports: 'Files that went out',
  days: 'Days',
  lines: 'Lines',
  when: 'Made',
  tools: 'Actions',
  goneGoal: 'a removed goal',
  takeBack: 'Take back',
  takeBackOf: (name: string) => `Take back ${name}`,
  takeBackTitle: (name: string) => `Take back the file of “${name}”?`,
  takeBackWarning:
    'Its events count as new, and go out with the next file. What the platform took already stays there.',
  takenBack: 'Taken back. Its events are new again.',
}
