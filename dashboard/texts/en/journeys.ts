import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words of the pages that tell what people do one after another, and whether they come back. */
export const journeys = {
  paths: {
    from: 'Starting from',
    to: 'Leading to',
    direction: 'Direction',
    anchor: 'Page or event',
    anchorHint: 'A page like /pricing, a glob like /docs/*, or the name of an event',
    anywhere: 'the first page',
    depth: 'Steps',
    by: 'By',
    split: 'By',
    units: { visit: 'visit', person: 'person' },
    withEvents: 'With events',
    flow: 'How they go on',
    sentence: (from: string, next: string, share: string) =>
      `After ${from}, ${share} go to ${next}.`,
    onlyLeave: (from: string, share: string) => `After ${from}, ${share} leave.`,
    leave: (share: string) => `${share} leave.`,
    sentenceTo: (to: string, before: string, share: string) =>
      `Before ${to}, ${share} saw ${before}.`,
    node: (name: string, units: string, converted: string) =>
      `${name}: ${units}, ${converted} convert`,
    exit: 'left',
    began: 'began here',
    other: 'others',
    whole: 'Whole paths',
    path: 'Path',
    count: 'Count',
    share: 'Share',
    converts: 'Convert',
    goesOn: '…',
    change: 'Change',
    page: 'Page',
    loops: 'Loops and dead ends',
    again: 'Come back to after another page',
    quick: 'Left for another page within 5 seconds',
    also: (share: string, next: string) => `${share} go to ${next}.`,
    apart: (next: string, rate: string, others: string) =>
      `Of those who go to ${next} ${rate} convert, of the others ${others}.`,
  },
  retention: {
    unit: 'By',
    units: { day: 'Day', week: 'Week', month: 'Month' },
    curve: 'How many come back',
    again: (unit: string, n: number) => `${unit} ${n}`,
    sentence: (unit: string, rate: string) => `${rate} come back one ${unit} later.`,
    keepers: (event: string, unit: string, n: number, rate: string) =>
      `Of those who did ${event} in their first ${unit}, ${rate} are there in ${unit} ${n}.`,
    said: {
      tooShort: (least: string, known: string) =>
        `Stages show once ${least} whole periods are over; there are ${known}.`,
      tooFew: (known: string, least: string) =>
        `Too few people to tell the stages: ${known}, and ${least} are the least.`,
      withoutIds:
        'Browsers of this site have no id: each is somebody else the next day. Only people who are identified are seen to return; choose “stored” in the site’s settings to see the others.',
      rare: (rare: string, most: string) =>
        `Only the ${most} events that most people did are looked at; ${rare} rarer ones are left out.`,
    },
    unitNames: { day: 'day', week: 'week', month: 'month' },
    flat: (unit: string, n: number, rate: string) =>
      `From ${unit} ${n} on it stays flat at ${rate}: those are your regulars.`,
    falling: (unit: string, n: number) =>
      `Up to ${unit} ${n} the curve does not come to rest; a longer period may show where it does.`,
    point: (n: number, rate: string, low: string, high: string) =>
      `${n}: ${rate} (${low} to ${high})`,
    splitBy: 'Split by',
    together: 'all together',
    curveBy: (dimension: string) => `How many come back, by ${dimension}`,
    pointOf: (name: string, point: string) => `${name}, ${point}`,
    periodsShown: {
      day: 'Days in the table',
      week: 'Weeks in the table',
      month: 'Months in the table',
    },
    periodsWrong: (last: number) =>
      `Name up to six whole numbers from 0 to ${last}, with commas between.`,
    between: (low: string, high: string, people: Count) => `${low}–${high} of ${people.text}`,
    use: 'Share of use over time',
    usedBy: (rate: string) => `${rate} did it`,
    cohorts: 'By when they came first',
    first: 'First visit',
    firstOf: 'Began with',
    returns: 'Come back by',
    visit: 'any visit',
    size: 'People',
    cell: (start: string, n: number, people: Count, rate: string) =>
      `${start}, ${n} later: ${people.text} (${rate})`,
    unfinished: 'not over yet',
    sticky: 'Stickiness',
    ofWeek: 'of a week’s people came on the last day',
    ofMonth: 'of a month’s people came on the last day',
    none: 'Nobody came first in this period',
    noneOver: (unit: string) => `No ${unit} in which people could come back is over yet`,
    noneHint: 'Choose a longer period.',
    features: 'What keepers did first',
    featuresHint: (unit: string) =>
      `Come back one ${unit} later, by what people did in their first ${unit}`,
    event: 'Event',
    did: 'Did it',
    with: 'Come back with it',
    without: 'Without it',
    difference: 'Difference',
    habits: 'What goes with staying',
    habitsHint: (within: number, from: number, to: number) =>
      `What people did in their first ${within} days, and whether they were there between day ${from} and day ${to}.`,
    findOut: 'Draft an experiment',
    draft: {
      head: 'Experiment',
      link: 'Draft',
      of: (habit: string) => `Draft an experiment: ${habit}`,
      name: (habit: string) => `More people do: ${habit}`,
      seen: (habit: string, days: Count, done: string, others: string) =>
        `Of those who did “${habit}” in their first ${counted(days, 'day')} ${done} stayed, of the others ${others}. That goes together and need not cause.`,
      expected: (event: string, from: number, to: number) =>
        `If it makes people stay, then of those whom variant B brings to do it more ${event === '' ? 'are there' : `do “${event}”`} from day ${from} to day ${to}.`,
      noGoal: (event: string) =>
        event === ''
          ? 'No goal counts coming back: choose as primary metric the goal that comes closest to it.'
          : `No goal counts “${event}”: add one in the settings and make it the primary metric.`,
    },
    stayBy: 'Stay by',
    companions: 'What goes together need not cause: only an experiment tells.',
    atLeast: (event: string, times: number) =>
      times === 1 ? event : `${event} at least ${times} times`,
    both: (event: string, other: string) => `${event} and ${other}`,
    phi: 'Correlation',
    verdict: 'Says',
    verdicts: { strong: 'strong', correlated: 'correlated', weak: 'weak' },
    chance: 'may be chance',
    stayWith: 'Stay with it',
    stayWithout: 'Without it',
    noHabits: 'Nothing goes with staying yet',
    noHabitsHint: 'Choose an earlier or longer period: whoever came must have had time to stay.',
    within: 'First days',
    stage: 'Stay from day',
  },
  changes: {
    metric: 'Explain',
    before: 'Before',
    after: 'Now',
    headline: (what: string, change: string, ends: string, fell: boolean) =>
      `${what} ${fell ? 'fell' : 'rose'} by ${change} (${ends}).`,
    same: (what: string) => `${what} stayed the same.`,
    part: (by: string, part: string, what: string, value: string) =>
      `By ${by}, ${part} of it is ${what}: ${value}.`,
    against: (by: string, part: string, what: string, value: string) =>
      `By ${by}, ${what} of ${value} went the other way: ${part}.`,
    why: {
      volume: { rose: 'more visitors', fell: 'fewer visitors' },
      mix: { rose: 'a larger share of visitors', fell: 'a smaller share of visitors' },
      rate: { rose: 'a higher rate', fell: 'a lower rate' },
    },
    reasons: {
      nobody_before: 'There was nobody before to compare with.',
      nobody_after: 'There is nobody now.',
      nobody: 'There is nobody in either period.',
      too_few: 'There are too few people to tell why.',
      alike: 'It is spread evenly: no part changed otherwise than the rest.',
      chance: 'By no dimension is any part of it beyond chance.',
    },
    by: 'Part of the change, by',
    volume: 'By more or fewer visitors',
    mix: 'By another mix',
    rate: 'By another rate',
    total: 'In all',
    isPeople: (people: string) => `${people} visitors`,
    volumeOf: 'number',
    mixOf: 'mix',
    made: (what: string, part: string, rate: string) => `${what} ${part}, rate ${rate}`,
    people: 'Visitors',
    sure: 'beyond chance',
    chance: 'may be chance',
  },
}
