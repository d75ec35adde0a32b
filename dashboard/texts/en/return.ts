import type { Count } from '../count.ts'
import { counted } from './counted.ts'
import { returnMeanings } from './return-meanings.ts'

/** Words of what the money brought. */
export const earnings = {
  title: 'What the money brought',
  brought: (one: string, back: string) => `Every ${one} spent brought ${back} back`,
  between: (low: string, high: string) => ` (${low}–${high})`,
  atLeast: (low: string) => ` (${low} or more)`,
  likely: (low: string, high: string) => `Here ${low}–${high}.`,
  likelyFrom: (low: string) => `Here ${low} or more.`,
  unlikely: 'Too few people converted for an interval.',
  comma: ', ',
  stop: '.',
  earns: (name: string, times: string) => `${name} earns ${times} times its cost`,
  lost: (name: string, amount: string, conversions: string, visits: Count) =>
    `${name} lost ${amount}: ${conversions} from ${counted(visits, 'visit')}`,
  conversionsOf: (conversions: Count) =>
    conversions.value === 0 ? 'no conversion' : counted(conversions, 'conversion'),
  chance: (one: string, other: string) =>
    `Whether ${one} earns more than ${other} cannot be told: chance alone could have ordered them.`,
  noSpend: (revenue: string) =>
    `${revenue} came in. What it cost is not known yet, so nothing can be said of a return.`,
  noMoney: (cost: string, conversions: Count) =>
    `${cost} were spent for ${counted(conversions, 'conversion')}. These goals bring no money, so there is no return.`,
  unknownCost: 'The filters ask about what spend does not tell, so no row has a cost.',
  addSpend: 'Add spend',
  addSpendHint:
    'Drop a CSV from Google, Meta, LinkedIn, Microsoft or TikTok, or type a monthly sum.',
  allGoals: 'All goals',
  goal: 'Goal',
  model: 'Model',
  otherModels: (low: string, high: string) => `other models: ${low}–${high}`,
  models: {
    last_non_direct: 'Last non-direct',
    last: 'Last',
    first: 'First',
    linear: 'Linear',
    position: 'Position',
    time_decay: 'Time decay',
    markov: 'Markov',
    shapley: 'Shapley',
  },
  tiles: {
    cost: 'Spend',
    revenue: 'Revenue credited',
    profit: 'Profit',
    conversions: 'Conversions',
    cpa: 'Cost per conversion',
    roas: (one: string) => `Return per ${one}`,
    cac: 'Cost per new customer',
  },
  chart: 'Spend and return',
  bubbles: 'Bubbles',
  overTime: 'Over time',
  view: 'View',
  noReturn: 'No row has a return of its own',
  axisSpend: 'Spend',
  axisReturn: 'Return',
  breakEven: 'break-even',
  corners: { raise: 'raise', keep: 'keep', test: 'test', stop: 'stop' },
  advice: { raise: 'Raise', keep: 'Keep', test: 'Test', stop: 'Stop' },
  bubble: (name: string, cost: string, roas: string, customers: Count) =>
    `${name}: ${cost} spent, return ${roas}, ${counted(customers, 'new customer')}`,
  spendByDay: 'Spend',
  revenueByDay: 'Revenue',
  timeNote:
    'Revenue here is that of visits which cost something, on the day of the sale: a sale may follow the spend by weeks.',
  dayOf: (day: string, cost: string, revenue: string) => `${day}: ${cost} spent, ${revenue} earned`,
  table: 'What each row earned',
  total: 'Total',
  unattributed: 'Unattributed',
  unvisited: 'spend without visits',
  match: 'Match',
  matchOf: (name: string) => `Match ${name}`,
  unvisitedNote: (amount: string) => `${amount} of the spend found no visits.`,
  unconverted: (amounts: string) => `Spend of ${amounts} has no rate, and is in no cost.`,
  addRate: 'Add a rate',
  reconciled: (revenue: string) =>
    `The revenue of all rows is the ${revenue} that the Overview shows.`,
  reconciledOf: (goal: string, revenue: string) =>
    `The revenue of all rows is the ${revenue} that ${goal} brought, and the Overview shows.`,
  toOverview: 'Compare',
  mixed:
    'Visits that nobody paid for may share a name with those that cost something: choose a channel first to tell them apart.',
  more: (rows: Count) => `and ${counted(rows, 'row')} more, in the file`,
  rows: 'Rows',
  way: 'The way here',
  all: {
    channel: 'All channels',
    source: 'All sources',
    campaign: 'All campaigns',
    content: 'All ad contents',
    term: 'All keywords',
  },
  columns: {
    cost: 'Spend',
    visits: 'Visits',
    conversions: 'Conversions',
    cpa: 'CPA',
    revenue: 'Revenue',
    roas: 'Return',
    profit: 'Profit',
    spread: 'By all models',
    change: 'Change',
    advice: 'Advice',
  },
  rangeOf: (low: string, high: string) => `${low} to ${high}`,
  nextUnit: 'The next unit of money',
  next: (step: string, conversions: Count, cpa: string) =>
    `Another ${step} a day: about ${counted(conversions, 'conversion')} at ${cpa} each.`,
  until: (best: string) => `Above ${best} a day it costs more than it brings.`,
  past: (best: string) => `It is past ${best} a day, above which it costs more than it brings.`,
  longer: 'More days may tell:',
  notFrom: 'From the first unit on it costs more than it brings.',
  noLimit: 'No limit is in sight of what was tried.',
  tooLittle: (days: string, ofDays: string, conversions: string, ofConversions: string) =>
    `Too little data (${days} of ${ofDays} days, ${conversions} of ${ofConversions} conversions)`,
  unmoved:
    'Its days tell of no curve: the spend is much the same every day, or conversions do not move with it. A few weeks with half and double the spend would tell.',
  curve: (name: string) => `${name}: conversions of a day by its spend`,
  noNext: 'No spend of this period names a row',
  paths: 'Ways to a conversion',
  path: 'Path',
  share: 'Share',
  touches: (touches: Count, share: string) =>
    touches.value === 1
      ? `${share} of all conversions came on a single visit.`
      : `Half of all conversions took ${counted(touches, 'visit')} or fewer; ${share} came on a single visit.`,
  lasted: (days: Count, share: string) =>
    days.value === 0
      ? `${share} came within a day of the first visit.`
      : `Half came within ${counted(days, 'day')} of the first visit, ${share} within one.`,
  noGoals: 'No goals yet',
  noGoalsHint:
    'A goal says what counts as a success: a purchase, a sign-up, a page that is reached.',
  addGoal: 'Add a goal',
  modelsTitle: 'What each model credits',
  sideBySide: 'Side by side',
  measure: 'Show',
  measures: { conversions: 'Conversions', revenue: 'Revenue', roas: 'Return' },
  lookback: 'Look back',
  halfLife: 'Half-life',
  inDays: (days: Count) => counted(days, 'day'),
  withoutDirect: 'Leave out Direct',
  collapsed: 'Merge repeats',
  agree: 'All models agree on every row.',
  differ: (name: string, least: string, most: string) =>
    `The models differ most about ${name}: ${least}, ${most}.`,
  by: (value: string, model: string) => `${value} by ${model}`,
  inView: 'Used on the page Return',
  meanings: returnMeanings,
}
