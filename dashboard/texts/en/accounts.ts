import type { Count } from '../count.ts'
import { accountMeanings } from './account-meanings.ts'
import { counted } from './counted.ts'

/** Words of accounts: their health, the list of them and an account's page. */
export const accounts = {
  meanings: accountMeanings,
  health: 'Health of accounts',
  quiet: (accounts: Count, worth: string) =>
    accounts.value === 1
      ? `One account worth ${worth} a month has gone quiet`
      : `${accounts.text} accounts worth ${worth} a month have gone quiet`,
  quietUse: (accounts: Count, all: Count) =>
    `${accounts.text} of ${counted(all, 'account')} ${accounts.value === 1 ? 'has' : 'have'} gone quiet`,
  noneQuiet: 'No account that pays has gone quiet',
  noneQuietUse: 'No account has gone quiet',
  renewing: (renewing: Count, quiet: Count) =>
    quiet.value === 1
      ? 'it renews within 30 days'
      : `${renewing.text} of them ${renewing.value === 1 ? 'renews' : 'renew'} within 30 days`,
  and: '; ',
  between: ' ',
  stop: '.',
  growing: (growing: Count) =>
    `${counted(growing, 'account')} ${growing.value === 1 ? 'uses' : 'use'} it more than before.`,
  fresh: (fresh: Count) => `${fresh.text} ${fresh.value === 1 ? 'is' : 'are'} new.`,
  told: (share: string, low: string, high: string) =>
    `The score has told before: of two accounts, one of which left since, the score of 60 days ago names the right one in ${share} (${low}–${high}).`,
  untold: (share: string, low: string, high: string) =>
    `The score does not tell who leaves: of two accounts, one of which left since, the score of 60 days ago names the right one in ${share} (${low}–${high}), which may be chance.`,
  fewTold: (churned: Count, stayed: Count) =>
    `Whether the score tells who leaves is not known yet: since 60 days ago ${counted(churned, 'account')} left and ${stayed.text} stayed, and it takes 5 of each.`,
  tiles: {
    active: 'Active accounts',
    mrr: 'MRR',
    atRisk: 'At risk',
    renewals: 'Renew in 30 days',
    nrr: 'Net revenue retention',
    growing: 'Growing',
    fresh: 'New',
    silent: 'Gone quiet',
  },
  ofAll: (all: Count) => `of ${counted(all, 'account')}`,
  inAccounts: (accounts: Count) => counted(accounts, 'account'),
  ofMonth: (month: string) => `in ${month}`,
  noMonth: 'no whole month yet',
  map: 'Health and size',
  axisHealth: 'Health →',
  axisMoney: '↑ Value a month',
  axisPeople: '↑ Active people',
  noMoney: 'none',
  mapAll: (shown: string, all: Count) =>
    `The ${shown} at risk or of most value of ${counted(all, 'account')}.`,
  ring: 'Ring: renews within 30 days',
  dot: (name: string, health: string, worth: string, course: string) =>
    `${name}: health ${health}, ${worth}, ${course}`,
  aMonth: (worth: string) => `${worth} a month`,
  people: (people: Count) => counted(people, 'active person', 'active people'),
  open: 'Open account',
  pointAt:
    'Point at an account to read it; press it to open it. Draw a box to list those in it. By keyboard, arrows lead from one to the next, and with Shift they draw the box.',
  tapAt:
    'Tap an account to read it, and once more to open it. Draw a box with a finger, sideways first, to list those in it.',
  chosen: (accounts: Count) => `${counted(accounts, 'account')} chosen`,
  chooseNone: 'Choose none',
  courses: {
    new: 'New',
    growing: 'Growing',
    steady: 'Steady',
    cooling: 'Cooling',
    silent: 'Silent',
  },
  states: { trial: 'Trial', active: 'Active', renewed: 'Renewed', lost: 'Lost' },
  noState: 'No subscription',
  quadrants: { grow: 'Grow', train: 'Train', understand: 'Understand', revive: 'Revive' },
  riskyOf: {
    all: 'At risk and gone quiet',
    course: (course: string) => `${course} accounts`,
    area: 'Accounts chosen on the map',
  },
  noneRisky: 'No account is at risk',
  noneRiskyHint:
    'An account is at risk when it falls, renews soon with low health, or when whoever did much in it is not seen any more.',
  noneOfCourse: 'No account goes on like this',
  noneInArea: 'No account stands there',
  firstOnes: (shown: string) => `The first ${shown}. “All accounts” lists the others, too.`,
  all: 'All accounts',
  columns: {
    account: 'Account',
    worth: 'Value a month',
    health: 'Health',
    why: 'Why',
    renewal: 'Renewal',
    course: 'Goes on',
    state: 'State',
    people: 'People',
    temperature: 'Temperature',
    seen: 'Last activity',
    channel: 'First channel',
    owner: 'Owner',
  },
  reasons: {
    falling: (from: string, to: string) => `Health fell from ${from} to ${to}`,
    renewal: (days: Count, health: string) =>
      `Renews ${days.value === 0 ? 'today' : `in ${counted(days, 'day')}`} with a health of ${health}`,
    personSilent: (person: string, share: string, days: Count) =>
      `${person}, with ${share} of its activity, has not been seen for ${counted(days, 'day')}`,
  },
  parts: {
    depth: (people: Count, seats: string | undefined) =>
      seats === undefined ? 'nobody known' : `${people.text} of ${seats} people active`,
    frequency: (days: Count, yardstick: string) => `${days.text} of ${yardstick} days active`,
    recency: (days: Count) =>
      days.value === 0 ? 'active today' : `no activity for ${counted(days, 'day')}`,
    never: 'never active',
    breadth: (used: Count, keys: string) => `${used.text} of ${keys} key events`,
  },
  weeks: (now: string) => `Health over 12 weeks, now ${now}`,
  renewsIn: (days: Count) => (days.value === 0 ? 'today' : `in ${counted(days, 'day')}`),
  habits: 'What accounts that stay do',
  habitsHint:
    'Of accounts that were used two months ago: how many are still in use, by whether they used a key event then. That they go together does not say that one makes the other.',
  habitColumns: { event: 'Key event', did: 'Used it', didNot: 'Did not', gap: 'Difference' },
  ofThem: (kept: string, all: string) => `${kept} of ${all}`,
  points: (points: string) => `${points} points`,
  chance: 'may be chance',
  nobody: 'Tell who is who',
  nobodyHint:
    'Accounts are known once your pages name them: one line wherever somebody is signed in. Then this page says which are used, which go quiet, and why.',
  nobodyMoney:
    'Without subscriptions health goes by use alone. Once your server sends them, value and renewals stand here, too.',
  search: 'Name has…',
  found: (accounts: Count) => counted(accounts, 'account'),
  shown: (shown: string, all: string) => `${shown} of ${all}`,
  more: 'Show more',
  noneFound: 'No account fits',
  noneFoundHint: 'Accounts seen in the last 16 weeks, or that ever had a subscription, are listed.',
  anyCourse: 'However they go on',
  anyState: 'In any state',
  anyRenewal: 'Whenever it renews',
  within: (days: Count) => `Within ${counted(days, 'day')}`,
  anyOwner: 'Anybody’s',
  noOwner: 'Nobody’s',
  back: 'All accounts',
  gone: 'No account goes by this name',
  goneHint: 'It may have been erased, or was never named on this site.',
  unscored: 'Not seen in 16 weeks, and without a subscription: there is no score of it.',
  score: 'How the score comes about',
  reweigh: 'Change what counts',
  scoreColumns: {
    part: 'Part',
    numbers: 'In numbers',
    value: 'Value',
    weight: 'Weight',
    points: 'Points',
  },
  partNames: {
    frequency: 'How often',
    recency: 'How lately',
    breadth: 'How broadly',
    depth: 'By how many',
  },
  noBasis: 'nothing to hold it against',
  sum: 'Health',
  keysUsed: 'Key events used',
  keysUnused: 'Not used',
  signalsShown: 'Buying signals shown',
  noSignals: 'none in 28 days',
  quadrantSaid: {
    grow: 'Much used and about to buy: offer more.',
    train: 'About to buy and little used: show how.',
    understand: 'Much used and not about to buy: ask what for.',
    revive: 'Little used and cold: win back, or let go.',
  },
  money: 'What it pays',
  moneyColumns: {
    plan: 'Plan',
    status: 'Status',
    price: 'Price',
    worth: 'A month',
    since: 'Since',
    renews: 'Renews',
  },
  statuses: { trialing: 'Trial', active: 'Active', past_due: 'Past due', ended: 'Ended' },
  price: (amount: string, quantity: string | undefined, count: Count, interval: string) => {
    const price = quantity === undefined ? amount : `${quantity} × ${amount}`
    return count.value === 1
      ? `${price} a ${interval}`
      : `${price} every ${count.text} ${interval}s`
  },
  intervals: { day: 'day', week: 'week', month: 'month', quarter: 'quarter', year: 'year' },
  noMoneyYet: 'No subscription is known of this account.',
  who: 'Its people',
  whoColumns: { person: 'Person', seen: 'Last seen', visits: 'Visits', events: 'Events' },
  silentFor: (share: string, days: Count) =>
    `${share} of its activity · quiet for ${counted(days, 'day')}`,
  nobodyIn: 'Nobody in it came by a page that names them.',
  allPeople: 'Show all in People',
  did: 'What they did last',
  traits: 'Traits',
  came: 'Came first by',
  keep: 'Who looks after it',
  ownerField: 'Owner',
  ownersBefore: 'Look after other accounts',
  noteField: 'Note',
  noteHint: 'Seen by everybody who sees this site’s reports.',
}
