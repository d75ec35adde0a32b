import type { Dimension } from '../../../collector/vocabulary.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { view } from '../../models/view.ts'
import { dimensionName, valueName } from '../../names.ts'
import { language, words } from '../../texts/texts.ts'
import { cohortRequest, type Unit } from './asked.ts'

type Answer = ReportAnswer<'retention'>
export type Curve = Answer['curve']
export type Part = NonNullable<Answer['breakdown']>[number]

/** What the visit that made people enter was like. */
export const SPLITS = [
  'channel',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'referrer',
  'link',
  'landing_page',
  'exit_page',
  'country',
  'region',
  'city',
  'language',
  'device',
  'browser',
  'os',
  'screen',
  'account',
  'visitor_kind',
  'weekday',
  'hour',
] as const satisfies readonly Dimension[]
export type Split = (typeof SPLITS)[number]

/** By what the curve is split; undefined where it is of all together. */
export function splitInView(): Split | undefined {
  return SPLITS.find((one) => one === view.value.options.by)
}

/** What the curve is asked with. */
export function curveRequest() {
  const breakdown = splitInView()
  return { ...cohortRequest(), ...(breakdown && { breakdown }) }
}

const MOST_LINES = 3

/** The parts that have lines: the greatest of which anything is known. */
export function lineParts(parts: readonly Part[]): Part[] {
  return parts.filter(({ other, curve }) => !other && isKnownLater(curve)).slice(0, MOST_LINES)
}

function isKnownLater(curve: Curve): boolean {
  return curve.some(({ n, rate }) => n > 0 && rate !== null)
}

/** A part's value in the reader's words. */
export function partName({ value, other }: Pick<Part, 'value' | 'other'>, split: Split): string {
  return other ? words.value.funnels.other : valueName(split, value, language.value, words.value)
}

export function splitName(split: Split): string {
  return dimensionName(split, words.value)
}

/** The periods that a table shows unless others are named. */
const USUAL = { day: [1, 7, 14], week: [1, 4, 8], month: [1, 3, 6] } satisfies Record<
  Unit,
  readonly number[]
>
const MOST_PERIODS = 6

/** `1, 4 12` as periods in their order, each once; undefined where anything is none of those up to the last. */
export function readPeriods(text: string, last: number): number[] | undefined {
  const read = text.split(/[\s,;，、；]+/u).filter((part) => part !== '')
  if (read.length === 0 || read.length > MOST_PERIODS) return undefined
  if (!read.every((part) => /^\d{1,3}$/u.test(part) && Number(part) <= last)) return undefined
  return [...new Set(read.map(Number))].toSorted((a, b) => a - b)
}

/** Those of the usual periods that somebody has come to; the first where nobody has. */
export function usualPeriods(unit: Unit, last: number): number[] {
  const known = USUAL[unit].filter((n) => n <= last)
  return known.length > 0 ? known : [1]
}

/** The last period of which anything is known. */
export function lastKnown(curve: Curve): number {
  return curve.findLast(({ rate }) => rate !== null)?.n ?? 0
}
