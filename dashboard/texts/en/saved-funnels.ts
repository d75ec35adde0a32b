import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words around funnels: saved ones wherever they are shown, and how one is built. */
export const savedFunnels = {
  savedFunnels: {
    openNamed: (name: string) => `Open the funnel “${name}”`,
    star: 'Show on the overview',
    unstar: 'Take off the overview',
    starred: 'It is on the overview now.',
    unstarred: 'It is no longer on the overview.',
    more: 'More funnels',
    moreStarred: (funnels: Count) => `${counted(funnels, 'more starred funnel')} in Journeys`,
    rate: 'Went all the way',
    between: (low: string, high: string) => `between ${low} and ${high}`,
    closed: (days: Count, now: string, before: string) =>
      `The change is of the ${counted(days, 'day that is', 'days that are')} over: ${now}, before ${before}.`,
    states: {
      usual: 'usual',
      low: 'abnormally low',
      high: 'abnormally high',
      unknown: 'too early',
    },
    lastDay: (day: string, rate: string) => `${day}, the last day that can be judged: ${rate}.`,
    unknownHint:
      'What is usual shows after eight days whose people have all had their time to go on.',
    keep: 'Save changes',
    remove: 'Remove funnel',
  },
  goalFunnels: {
    all: 'All goals',
    toGoal: (goal: string) => `How people get to ${goal}`,
    before: 'What they did just before',
    beforeHint: 'Choose one to see the funnel from there.',
    suggested: (step: string, goal: string) => `${step} → ${goal}`,
    suggestion: 'Suggested: from what people did most often just before',
    nobody: 'Nobody got here in this period',
    nobodyHint: 'Choose a longer period, or take filters off.',
    people: 'People',
    share: 'of them',
    rest: 'others, or nothing before',
  },
  building: {
    following: 'What people did next',
    names: 'Seen in this period',
    goals: 'Goals',
    option: (name: string, people: Count, share: string) =>
      `${name}: ${counted(people, 'person', 'people')}, ${share}`,
    join: { ordered: ', then ', strict: ', then ', any: ', and ' },
    definition: (ways: string, rest: string) => `People who ${ways}, ${rest}.`,
    without: (way: string, between: readonly string[]) =>
      `${way} and meanwhile never ${between.join(' or ')}`,
    exclude: (n: number) => `Add what must not lie between step ${n} and the next`,
    excluded: (n: number) => `Not after step ${n}`,
    include: (n: number) => `Remove what must not lie after step ${n}`,
    within: (window: string) => `within ${window}`,
    byUnit: { person: '', visit: ', each visit for itself', attempt: ', each attempt for itself' },
    byOrder: { ordered: '', strict: ', with nothing in between', any: ', in any order' },
  },
  rowMenu: {
    open: 'Dig deeper',
    filter: 'Filter by it',
    exclude: 'Leave it out',
    people: 'See the people',
    explain: 'Explain the change',
    alert: 'Alert me',
    step: 'Use as a funnel step',
    steps: 'Filter by these steps, in this order',
    asFunnel: 'Use as a funnel',
  },
  explaining: {
    change: 'Explain change',
    step: 'A funnel’s step',
    whichFunnel: 'Funnel',
    whichStep: 'Step',
    unsaved: 'The one in view',
    stepRate: (step: string) => `The share that reached ${step}`,
    pending: (people: Count) =>
      `${counted(people, 'person', 'people')} may still come to the step, so the share may yet rise.`,
    noFunnel: 'No funnel yet',
    noFunnelHint: 'Save one under Journeys, or open this from a funnel’s step.',
  },
}
