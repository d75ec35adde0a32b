import type { Count } from '../count.ts'
import { counted } from './counted.ts'

export interface Ends {
  first: string
  last: string
}

/** Words of lead stages: how far people have come from lead to won. */
export const stages = {
  title: 'From lead to won',
  sentence: (entered: Count, won: Count, rate: string, { first, last }: Ends) =>
    `Of ${counted(entered, 'person', 'people')} who reached ${first}, ${won.text} ${won.value === 1 ? 'has' : 'have'} come to ${last} by now (${rate}).`,
  narrowest: (from: string, to: string, rate: string) =>
    `The step to work on is ${from} → ${to}: ${rate} of those who get there go on.`,
  few: (entered: Count) => `${counted(entered, 'person', 'people')}: rates of so few say little.`,
  young: (time: string) =>
    `Half of those won took more than ${time}: whoever came in less than that ago may well still go on.`,
  days: (days: Count) => counted(days, 'day'),
  tiles: {
    win: 'Win rate',
    cycle: 'Sales cycle',
    acv: 'ACV',
    velocity: 'Pipeline velocity',
  },
  won: (won: Count, opportunities: Count, stage: string) =>
    `${won.text} of ${opportunities.text} at ${stage}`,
  between: (low: string, high: string) => `between ${low} and ${high} with 95 % confidence`,
  median: (first: string, last: string) => `median, ${first} → ${last}`,
  acvOf: {
    subscriptions: 'a year of subscriptions',
    goal: (last: string) => `mean of ${last}`,
    nothing: (last: string) => `${last} brought no money`,
    nobody: 'nobody is won yet',
  },
  aDay: (money: string) => `${money} a day`,
  product: (opportunities: string, rate: string, worth: string, time: string) =>
    `${opportunities} × ${rate} × ${worth} ÷ ${time}`,
  unknown: 'takes a win, its worth and its time',
  bars: 'People by stage',
  ofFirst: (rate: string) => `${rate} of the first stage`,
  goOn: (rate: string) => `${rate} go on`,
  after: (time: string) => `after ${time} (median)`,
  nobodyGoes: 'nobody goes on',
  chooseBar: 'Choose a stage’s name to see who reached it or may still, and what they did then.',
  choose: 'Stages',
  chooseHint: 'Goals in order; the last is won, the one before it an opportunity.',
  stage: (n: number) => `Stage ${n}`,
  goalOf: (n: number) => `Goal of stage ${n}`,
  moveUp: (n: number) => `Move stage ${n} up`,
  remove: (n: number) => `Remove stage ${n}`,
  add: 'Add a stage',
  usual: 'Back to the usual stages',
  unread: (names: string) => `No goal here is called ${names}. The address asks for it as a stage.`,
  by: 'By first touch',
  touch: 'First touch by',
  all: 'All',
  other: 'Other',
  nobody: (first: string) => `Nobody reached ${first} in this period`,
  nobodyHint: 'Choose another first stage or a longer period.',
  fewGoals: 'Stages are goals, and it takes two',
  fewGoalsHint:
    'Name what makes a lead and what makes a customer as goals, such as Signup and Purchase. Then this page says how many come from one to the other, how fast, and what that is worth.',
  meanings: {
    win: {
      name: 'Win rate',
      definition:
        'Of those who came to the last stage but one, the opportunities, how many came to the last.',
    },
    cycle: {
      name: 'Sales cycle',
      definition:
        'Days from the first stage to the last, of whoever went all the way: half took less, half took more.',
    },
    acv: {
      name: 'ACV',
      definition:
        'Annual contract value: what a customer among the won first paid a month for its subscriptions, times 12, in the mean. Where none of them has a subscription, the mean of the money of the last goal.',
    },
    velocity: {
      name: 'Pipeline velocity',
      definition:
        'Opportunities × win rate × ACV ÷ days of the sales cycle. It counts whoever became an opportunity in the period as if all were open at once: hold it against periods of the same length only.',
    },
    bars: {
      name: 'People by stage',
      definition:
        'Whoever came to the first stage in the period and what they reached in this order by now, however long it took. Between two stages stands the share that goes on, and the median of the time that took.',
    },
    by: {
      name: 'By first touch',
      definition:
        'By what the first visit ever of each person was like, which may lie long before the period. The percentage is of the stage before.',
    },
  },
}
