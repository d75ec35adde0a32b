import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words of what a goal is to reach, and of what it reached over time. */
export const targets = {
  title: (goal: string) => `Target of ${goal}`,
  of: (done: string, target: string) => `${done} of ${target}`,
  conversions: (target: Count) => counted(target, 'conversion'),
  revenue: (sum: string) => `${sum} of revenue`,
  during: { week: 'this week', month: 'this month', quarter: 'this quarter' },
  sentence: (so: string, during: string, state: string) => `${so} ${during}, ${state}.`,
  states: {
    early: 'too early to say',
    reached: 'reached',
    behind: (gap: string) => `${gap} behind pace`,
    ahead: (gap: string) => `${gap} ahead of pace`,
    on: 'on pace',
  },
  expected: (expected: string, isRhythm: boolean) =>
    isRhythm
      ? `Expected by now: ${expected}, by the weekdays and hours of the last eight weeks.`
      : `Expected by now: ${expected}, by the time that has passed: the last eight weeks have too few conversions to show a rhythm.`,
  chance: 'The gap is no more than chance alone gives.',
  forecast: (forecast: string, day: string) => `Going on like this: ${forecast} by ${day}.`,
  whole: 'Of the whole site, whatever is filtered here.',
  chart: (goal: string) => `${goal} so far, and its pace`,
  done: 'So far',
  pace: 'Pace',
  byEnd: (day: string) => `by the end of ${day}`,
  set: 'Set a target',
  change: 'Change the target',
  overTime: (metric: string) => `${metric} over time`,
  bySource: 'By source',
  showDay: 'Click a day to see it, drag for several.',
  save: 'Save as target',
  amounts: { count: 'Conversions', revenue: 'Revenue' },
  per: 'Per',
  pers: { week: 'Week', month: 'Month', quarter: 'Quarter' },
  made: (plan: string, days: Count) => `The plan: ${plan} in ${counted(days, 'day')}.`,
  everyConversion:
    'A target counts every conversion, also of people who have been customers before.',
  saved: (goal: string) => `${goal} has its target.`,
}
