import type { Goal } from '../../collector/settings/goals.ts'
import { namesIn, upToPaying, written } from './named-goals.ts'
import { addDays, daysOf } from './period.ts'
import type { ReportAnswer } from './report.ts'

export type PlanAnswer = ReportAnswer<'plan'>
export type PlanRow = PlanAnswer['rows'][number]

/** More than now, where no target is said. */
const GROWTH = 0.1
const MOST_STAGES = 3

/** A plan as the address says it. */
export interface PlanDraft {
  of: 'customers' | 'revenue'
  many: number | undefined
  /** Days from tomorrow until the one that is said. */
  days: number | undefined
  /** Names of goals, the last what the target is in. */
  stages: string[]
  /** How many times its present rate, by stage. */
  gains: (number | undefined)[]
  locked: (string | null)[]
  money: number | undefined
  capacity: { people: number; each: number } | undefined
}

type Options = Readonly<Record<string, string>>
type Named = Pick<Goal, 'name' | 'value'>

/** What the options say; undefined while there is no goal to plan for. */
export function planDraft(
  options: Options,
  goals: readonly Named[],
  today: string,
): PlanDraft | undefined {
  const stages = stagesIn(options, goals)
  if (stages.length === 0) return undefined
  const people = whole(positive(options.people))
  const each = positive(options.each)
  return {
    of: options.of === 'revenue' ? 'revenue' : 'customers',
    many: positive(options.many),
    days: daysUntil(options.until, today),
    stages,
    gains: gainsIn(options).slice(0, stages.length),
    locked: lockedIn(options),
    money: positive(options.money),
    capacity: people && each ? { people, each } : undefined,
  }
}

/** The stages of the address that still are goals; else the goals up to the one that brings money. */
function stagesIn({ stages }: Options, goals: readonly Named[]): string[] {
  const known = goals.map(({ name }) => name)
  const asked = namesIn(stages).filter((name) => known.includes(name))
  if (asked.length > 0) return asked
  return upToPaying(goals).slice(-MOST_STAGES)
}

export function gainsIn({ gains = '' }: Options): (number | undefined)[] {
  return gains.split(',').map((text) => positive(text))
}

/** The option with a stage's gain set, or taken back by 1. */
export function withGain(options: Options, stage: number, gain: number): string | undefined {
  const gains = gainsIn(options)
  while (gains.length <= stage) gains.push(undefined)
  gains[stage] = gain === 1 ? undefined : gain
  const text = gains.map((one) => one ?? '').join(',')
  return text.replaceAll(',', '') === '' ? undefined : text
}

/** No value is written as an empty name. */
function lockedIn({ locked }: Options): (string | null)[] {
  return namesIn(locked).map((name) => name || null)
}

/** The option with a row locked, or freed where it was. */
export function withLock(options: Options, value: string | null): string | undefined {
  const names = namesIn(options.locked)
  const name = value ?? ''
  return written(names.includes(name) ? names.filter((one) => one !== name) : [...names, name])
}

/** On 28 November 31 December is 33 days away; a day that is over is none. */
export function daysUntil(until: string | undefined, today: string): number | undefined {
  if (until === undefined || !/^\d{4}-\d\d-\d\d$/.test(until)) return undefined
  const from = addDays(today, 1)
  const days = until >= from ? daysOf({ from, to: until }) : 0
  return days >= 1 && days <= 3_660 ? days : undefined
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text)
  return text && value > 0 && value <= 1e12 ? value : undefined
}

function whole(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.min(1e6, Math.round(value)) || undefined
}

/** What the report is asked with, beside the period. */
export function planRequest(draft: PlanDraft) {
  const { of, many, days, stages, gains, locked, money, capacity } = draft
  const changed = stages.flatMap((stage, k) => {
    const gain = gains[k]
    return gain === undefined ? [] : [[stage, gain] as const]
  })
  return {
    target: targetOf(of, many),
    stages,
    by: 'channel' as const,
    last_year: true,
    ...(days !== undefined && { days }),
    ...(changed.length > 0 && { overrides: { gains: Object.fromEntries(changed) } }),
    ...(locked.length > 0 && { locked }),
    ...(money !== undefined && { spend: money }),
    ...(capacity && { capacity }),
  }
}

function targetOf(of: 'customers' | 'revenue', many: number | undefined) {
  if (many === undefined) return { growth: GROWTH, of }
  return of === 'revenue' ? { revenue: many } : { customers: many }
}

/** A step of the way back: what there is now, what is needed, both as a share of the greatest. */
export interface Step {
  now: number
  units: number | null
  nowShare: number
  share: number
}

/** From visits to the last stage; 4,000 of at most 5,000 are 0.8. */
export function stepsOf({ visits, stages }: Pick<PlanAnswer, 'visits' | 'stages'>): Step[] {
  const all = [visits, ...stages]
  const most = Math.max(...all.flatMap(({ now, units }) => [now, units ?? 0]), 1e-9)
  return all.map(({ now, units }) => ({
    now,
    units,
    nowShare: now / most,
    share: (units ?? 0) / most,
  }))
}

/** A slider goes from half the present rate to twice it, the present in the middle of equal factors. */
export const SLIDER = { least: -100, most: 100, step: 5 } as const

/** −100 is half, 0 the same, 100 twice: 2 to the power of a hundredth. */
export function gainAt(place: number): number {
  return Math.round(2 ** (place / 100) * 1_000) / 1_000
}

/** The place of a gain, at the nearest end where it lies beyond. */
export function placeOfGain(gain: number): number {
  return Math.max(SLIDER.least, Math.min(SLIDER.most, 100 * Math.log2(gain)))
}

/** Where an interval lies on the slider of its rate, from 0 to 1: 0.5 to 1 times is 0 to 0.5. */
export function spanOn(
  rate: number | null,
  interval: readonly [number, number] | null,
): [from: number, to: number] | undefined {
  if (!rate || !interval) return undefined
  const [low, high] = interval.map((end) => (placeOfGain(Math.max(end, 1e-9) / rate) + 100) / 200)
  return low === undefined || high === undefined ? undefined : [low, high]
}

/** Units of a row's last stage, which the plan gives it. */
export function plannedUnits({ stages }: PlanRow): number | null {
  return stages.at(-1)?.units ?? null
}

/** What no visit led to, whose name every language has its own word for. */
export function isUnattributed(row: PlanRow): boolean {
  return row.channel === 'Unattributed' && row.visits_now === 0 && row.spend_now === 0
}

/** What the locked rows cost, where that is more than the planned money. */
export function lockedBeyond({
  rows,
  expected,
}: Pick<PlanAnswer, 'rows' | 'expected'>): number | undefined {
  const cost = rows.reduce((sum, { locked, spend }) => (locked ? sum + spend : sum), 0)
  return cost * (1 - 1e-9) > expected.spend ? cost : undefined
}

type Kind = PlanRow['ceiling']['kind']

/** Why the rest cannot be bought: by kinds of ceilings of what may grow; none where nothing has a cost. */
export function ceilingsMet({ rows }: Pick<PlanAnswer, 'rows'>): Kind[] {
  const paid = rows.filter(
    ({ ceiling }) => ceiling.kind !== 'unpaid' && ceiling.kind !== 'fruitless',
  )
  return [...new Set(paid.map(({ ceiling }) => ceiling.kind))]
}
