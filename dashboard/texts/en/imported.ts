import type { StatsAnswer } from '../../../collector/reports/stats.ts'

type LeftOut = NonNullable<NonNullable<StatsAnswer['meta']['imported']>['left_out']>

const leftOut: Record<LeftOut, string> = {
  hours: 'they are sums of whole days',
  filters: 'they cannot be narrowed down by these filters',
  dimensions: 'they are told by one thing at a time',
}

/** Words of days that another tool summed. */
export const imported = {
  until: (day: string) => `Imported until ${day}`,
  hint: (tools: string, days: string) =>
    `${tools} summed these days: ${days}. After them come your own.`,
  bucket: 'imported',
  partly: 'partly imported',
  visitorDays: (day: string) => `daily visitors, summed until ${day}`,
  visitorDaysHint:
    'Another tool tells how many came each day, not who: somebody who came on three imported days is counted three times.',
  noneUntil: (day: string) => `of your own days, after ${day}`,
  lacks: (names: string) => `They say nothing of: ${names}.`,
  leftOut: (day: string, why: LeftOut) =>
    `Without the imported days (until ${day}): ${leftOut[why]}.`,
  tools: { plausible: 'Plausible', ga4: 'Google Analytics 4' } as Record<string, string>,
}
