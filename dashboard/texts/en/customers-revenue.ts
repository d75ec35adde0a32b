import type { Doubt } from '../../../collector/reports/customers/doubts.ts'
import type { Count } from '../count.ts'
import { counted } from './counted.ts'
import { revenueMeanings } from './revenue-meanings.ts'

/** Words of what customers bring a month. */
export const revenue = {
  title: 'What a customer brings and costs',
  of: (month: string) => `Numbers of ${month}`,
  soFar: (month: string) => `${month} so far`,
  said: {
    worth: (value: string, months: number) => `A customer brings ${value} in ${months} months.`,
    worthFree: (value: string, months: number) =>
      `A customer brings ${value} in ${months} months, and cost nothing to win.`,
    worthAndCost: (value: string, months: number, cost: string) =>
      `A customer brings ${value} in ${months} months and costs ${cost}:`,
    paidBack: (ratio: string, months: Count) =>
      `${ratio} to 1, paid back after ${counted(months, 'month')}.`,
    never: (ratio: string) => `${ratio} to 1, never paid back: customers leave before.`,
    costUnknown: 'What winning one costs is not known without spend.',
    nobodyWon: 'Nobody was won in the month, so there is no cost of winning one.',
    bring: (customers: Count, money: string) =>
      `${counted(customers, 'customer brings', 'customers bring')} ${money} a month.`,
    bringSoFar: (customers: Count, money: string) =>
      `In the month that runs ${counted(customers, 'customer brings', 'customers bring')} ${money} a month.`,
    worthLater:
      'What one brings before leaving can be told once three months with customers are over.',
    nobody: 'Nobody pays any more: all customers have left.',
    nobodyLeft: 'Nobody has left yet; it is reckoned as if that stayed so.',
    fewLeft: (left: Count) =>
      `Only ${counted(left, 'customer has', 'customers have')} left so far, so how long others stay is little more than a guess.`,
    ceiling: (churn: string, customers: string) =>
      `At the churn of the last twelve months, ${churn} a month, you level off at about ${customers} customers.`,
    emptying: (churn: string) =>
      `At a churn of ${churn} a month and without new ones, none are left in the end.`,
  },
  addSpend: 'Add spend',
  margin: 'Gross margin, %',
  marginHint: 'What is left of a price when what it sells is paid for',
  costs: 'Other costs a month',
  costsHint: 'Of winning customers, beside spend: salaries, agencies, tools',
  groups: { size: 'What there is', kept: 'How it stays', worth: 'What it is worth' },
  meanings: revenueMeanings,
  kept: (rule: string) => `✓ ${rule}`,
  missed: (rule: string) => `Not ${rule}`,
  usually: (rule: string) => `Rule of thumb: ${rule}`,
  openTitle: 'So few customers do not tell whether it is kept',
  between: (low: string, high: string) => `${low} to ${high}`,
  mediaOnly: 'spend alone',
  mediaCac: (cac: string) => `${cac} by spend alone`,
  inMonths: (months: string) => `${months} months`,
  whys: {
    nobody_before: 'nobody paid at the month’s start',
    nothing_left: 'nothing was lost',
    no_customers: 'no customers',
    few_months: 'needs three whole months',
    few_churned: 'needs five who left',
    no_spend: 'no spend known',
    nobody_won: 'nobody was won',
    never: 'never: they leave before',
  },
  bridge: 'How MRR has moved',
  bridgeOf: 'Month',
  wholePeriod: 'All together',
  steps: {
    start: 'Start',
    new: 'New',
    reactivation: 'Reactivated',
    expansion: 'Expansion',
    contraction: 'Contraction',
    churn: 'Churn',
    fx: 'Rates',
    end: 'End',
  },
  monthSaid: (month: string, gained: string, lost: string, end: string) =>
    `${month}: gained ${gained}, lost ${lost}, MRR ${end} at its end`,
  month: 'Month',
  running: 'so far',
  customers: 'Customers',
  profit: 'When customers have paid back what they cost',
  profitSentence: (months: Count) =>
    `Of the customers whose cost is known, one has paid back after ${counted(months, 'payment')}.`,
  profitOpen: (left: string) =>
    `Of the customers whose cost is known, ${left} each is yet to come back.`,
  together: 'All together',
  payments: (n: number) => (n === 0 ? 'before the first payment' : `after payment ${n}`),
  profitPoint: (name: string, n: string, money: string) => `${name}: ${money} ${n}`,
  won: 'Won in',
  cost: 'Cost of each',
  profitNow: 'By now, each',
  paidAfter: 'Paid back after',
  notYet: 'not yet',
  noProfit: 'What it cost to win them is not known',
  noProfitHint: 'With spend, each month’s new customers stand against what winning them cost.',
  cohorts: 'By the month in which they came',
  inMoney: 'Money',
  inPeople: 'Customers',
  cohortSize: 'At first',
  moneyCell: (month: string, n: number, money: string, rate: string) =>
    `${month}, ${n} months on: ${money} a month, ${rate} of the first`,
  peopleCell: (month: string, n: number, customers: Count, rate: string) =>
    `${month}, ${n} months on: ${counted(customers, 'customer')}, ${rate} of them`,
  unfinished: 'the month is not over',
  by: 'By first source or plan',
  byWhat: 'Told apart by',
  values: {
    channel: 'First channel',
    source: 'First source',
    campaign: 'First campaign',
    plan: 'Plan',
    country: 'Country',
  },
  noPlan: 'no plan named',
  noValue: 'none, or no visit known',
  neverVisited: 'no visit known',
  mrr: 'MRR',
  cac: 'CAC',
  ltv: 'LTV',
  ratio: 'LTV : CAC',
  payback: 'Payback',
  churn: 'Churn a month',
  churnOf: (left: Count, of: string) => `${left.text} of ${of}`,
  customerMonths: 'Customers that left, of those at the start of each of the last twelve months',
  noMonth: 'No month of the period is over yet',
  growth: 'Where growth ends',
  churnSlider: 'Churn a month',
  churnNow: (now: string) => `now ${now}`,
  reset: 'As it is now',
  growthSaid: (churn: string, customers: string, when: string) =>
    `At ${churn} a month you level off at about ${customers} customers, nearly reached in ${when}.`,
  growthNear: (churn: string, customers: string) =>
    `At ${churn} a month you level off at about ${customers} customers: that is about where you are.`,
  growthNever: 'If nobody leaves, growth has no ceiling.',
  growthEmpty: 'Without new customers none are left in the end.',
  fresh: (fresh: string) =>
    `Reckoned with ${fresh} new customers a month, as in the last three; churn now is that of the last twelve months.`,
  noGrowth: 'A month with customers has to be over first',
  lines: { past: 'So far', ahead: 'As it goes on', ceiling: 'Ceiling' },
  growthPoint: (name: string, month: string, customers: string) =>
    `${name}, ${month}: ${customers} customers`,
  doubts: 'What is in doubt',
  doubted: {
    never_begun: 'An end came without a beginning: what it brought is in no sum.',
    two_customers: 'The id is active at several customers at once: each of them counts.',
  } satisfies Record<Doubt, string>,
  doubtedCount: {
    never_begun: (ids: Count) =>
      counted(ids, 'subscription never began', 'subscriptions never began'),
    two_customers: (ids: Count) =>
      counted(ids, 'subscription of several customers', 'subscriptions of several customers'),
  } satisfies Record<Doubt, (ids: Count) => string>,
  doubtSaid: (many: string, done: string) => `${many}. ${done}`,
  doubtedOf: (id: string, customers: string) => `${id}: ${customers}`,
  doubtedMore: (names: string, more: Count) => `${names} and ${more.text} more`,
  unrated: (subscriptions: Count, money: string) =>
    `${counted(subscriptions, 'subscription')} in a currency without a rate (${money} a month) ${subscriptions.value === 1 ? 'is' : 'are'} in no sum.`,
  addRate: 'Add a rate',
  older: (month: string) =>
    `Only the last 120 whole months are shown. What was before is in the start of ${month}, its customers are in that month’s row.`,
  forgotten: (days: string) =>
    `Events of more than ${days} days ago are deleted, those of subscriptions among them: tell each again before that, or months and customers before it are missing.`,
  unfiltered:
    'Spend does not tell what the filters ask about, so what a customer costs to win is not known.',
  othersUnfiltered: 'Other costs are those of all customers: with filters they are in no CAC.',
  unratedSpend: (currency: string) => `Spend in ${currency} has no rate and is in no CAC.`,
  empty: 'No subscriptions yet',
  emptyHint:
    'Send one event whenever a subscription begins, changes or ends, or drop the file that your billing system exports.',
  emptyPeriod: 'No subscriptions in this period',
  emptyFilters: 'No customer fits the filters',
  emptyFiltersHint: 'Filters choose customers by their first visit.',
  allTime: 'Show all time',
  noFilters: 'Without filters',
  purchases: 'Until then: purchases',
  purchasesHint:
    'Of everybody who reached a goal with money in the period. Without subscriptions nobody knows who will buy again.',
  buyers: 'Buyers',
  perBuyer: 'Value per buyer',
  perPurchase: 'Value of a purchase',
  purchasesEach: 'Purchases per buyer',
}
