import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Goal } from '../../settings/goals.ts'
import type { History, Span } from '../../store/port.ts'
import type {
  KeptUnits,
  UnitDimension,
  UnitReading,
  UnitRows,
  WorkedUnit,
} from '../../store/unit-rows.ts'
import { VERSION } from '../../version.ts'
import type { Dimension } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'
import type { AskedExperiment, AskedMetric } from './asked.ts'
import { FIRST_MONEY, historiesOf, readingOf, valueKey } from './read.ts'
import { BEFORE, type Reading, unitOf } from './unit.ts'

/** The last instant that a date can have. */
const EVER = 8_640_000_000_000_000

interface Keeping {
  units: UnitRows
  reading: Omit<UnitReading, 'each'>
}

/**
 * How units are read where the store keeps rows of them; undefined where it does not, where what is asked for beside is in
 * no row, or where what other visits did may change what one is worth.
 */
export function keepingOf(asked: AskedExperiment): Keeping | undefined {
  const { question, unit } = asked
  const { units } = question.reader
  const known = question.dimensions.map(dimensionOf)
  const dimensions = known.filter((one) => one !== undefined)
  const isLocal = unit !== 'visit' || !hasConditions(question.counted)
  if (!units || !isLocal || dimensions.length < known.length) return undefined
  const kept = keptUnits(asked)
  return { units, reading: { kept, dimensions, work: (visits) => worked(asked, kept, visits) } }
}

function dimensionOf(dimension: Dimension): UnitDimension | undefined {
  const source = sourceOf(dimension)
  if (source.kind !== 'label') return undefined
  const { table, column, folded } = source
  return table === 'acquisition' || table === 'client' || table === 'place'
    ? { table, column, folded }
    : undefined
}

/** A goal that asks for more than an event or a page: for the visit's facts, say, or what the person did before. */
function hasConditions(goals: readonly Goal[]): boolean {
  return goals.some(({ where = [] }) => where.length > 0)
}

function keptUnits(asked: AskedExperiment): KeptUnits {
  const { question, experiment, phase, unit, span } = asked
  const { site, counted, rates } = question
  return {
    ...{ site, rates, experiment: experiment.key, phase: phase?.phase ?? 0, now: span.to },
    of: unit === 'visit' ? 'visit' : 'person',
    meaning: createHash('sha256')
      .update(JSON.stringify(meaningOf(asked)))
      .digest('hex'),
    names: hasConditions(counted) ? undefined : counted.map(({ event = 'pageview' }) => event),
    reach: { from: span.from - BEFORE, to: phase?.ended_at == null ? EVER : span.to },
  }
}

/** All that makes rows of events, but the money's rates: of those only what differs is worked out anew. */
function meaningOf({
  context,
  experiment,
  unit,
  variants,
  span,
  metrics,
  question,
}: AskedExperiment) {
  const { timezone, week_start } = context.site
  return {
    version: VERSION,
    ...{ key: experiment.key, unit, variants, from: span.from, timezone },
    currency: question.currency,
    metrics: metrics.map(ruleAsked),
    // A condition may look at anything, also at what other goals mean, and at the days that are asked about.
    ...(hasConditions(question.counted) && {
      ...{ goals: question.goals, days: question.period.days, week_start },
    }),
  }
}

function ruleAsked({ definition: { kind, of }, goal, below, window }: AskedMetric) {
  return { kind, of, window, goal: goalAsked(goal), below: below && goalAsked(below) }
}

function goalAsked({ event, page, where, value, count }: Goal) {
  return { event, page, where, value, count }
}

async function* worked(
  asked: AskedExperiment,
  { reach: { from, to } }: KeptUnits,
  visits: Parameters<UnitReading['work']>[0],
): AsyncIterable<WorkedUnit> {
  const reach: Span = { from, to: to + 1 }
  const keys = LABELS.map((column) =>
    valueKey(sql`case when v.alone = 0 then ${sql.ref(`v.${column}`)} end`),
  )
  const reading = readingOf(asked)
  const first = FIRST_MONEY + asked.question.counted.length
  for await (const history of historiesOf(asked, { keys, reach, visits })) {
    const one = workedOf(history, { reading, first })
    if (one) yield one
  }
}

const LABELS = ['acquisition', 'client', 'place'] as const

/**
 *     been          now        ahead
 *     ──x────x───────|──────x────x──
 *            latest         due          as it is now it is at every instant between the two
 */
function workedOf(
  { who, moments }: History,
  { reading, first }: { reading: Reading; first: number },
): WorkedUnit | undefined {
  const { to } = reading.span
  const been = moments.filter(({ at }) => at <= to)
  const ahead = moments.filter(({ at }) => at >= to)
  const unit = unitOf({ who, moments: been }, reading)
  const isAhead = ahead.some(({ marks }) => (marks & reading.exposed) !== 0)
  if (unit === undefined && !isAhead) return undefined
  const latest = been.findLast(({ at }) => at < to)?.at ?? 0
  const [acquisition = null, client = null, place = null] = (unit?.shown.beside ?? []).slice(
    first,
  ) as (number | null)[]
  const shown = { acquisition, client, place }
  return { who, unit: unit && { ...unit, ...shown }, latest, due: ahead[0]?.at ?? null }
}
