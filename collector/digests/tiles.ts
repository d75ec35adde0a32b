import type { AttributionAnswer } from '../reports/attribution.ts'
import type { Metric } from '../vocabulary.ts'
import { clean } from './clean.ts'
import { MODEL } from './facts.ts'
import { unitOf } from './formats.ts'
import { addsUpDays, likeBefore, likeBeforeOf } from './like-before.ts'
import type { Telling, Tile, Tone } from './told.ts'

const MOST_TILES = 5

/** The days compared with, as a sentence has them: `Tue 17 Nov`, `16 – 22 Nov 2026`, `October 2026`. */
export function comparedDays({ facts, per, formats }: Telling): string | undefined {
  const before = likeBefore(facts.stats)
  if (!before) return undefined
  if (per === 'day') return formats.weekday(before.from)
  return per === 'month' ? formats.month(before.from) : formats.range(before)
}

/** Five numbers: what was spent and what it brought take the place of what says least. */
export function tilesOf(telling: Telling): Tile[] {
  const { facts } = telling
  const paid = paidTiles(telling)
  const shown = facts.metrics.slice(0, MOST_TILES)
  const metrics = paid.length > 0 ? shown.filter((one) => !SPARED.has(one)) : shown
  return [...metrics.map((metric) => metricTile(telling, metric)), ...paid].slice(0, MOST_TILES)
}

const SPARED: ReadonlySet<Metric> = new Set(['visits', 'conversion_rate'])

function metricTile(telling: Telling, metric: Metric): Tile {
  const { facts, texts } = telling
  const { stats, main } = facts
  const named = addsUpDays(metric, stats.meta) ? texts.visitorDays : texts.metrics[metric]
  return tileOf(telling, {
    name: main && metric === 'conversions' ? clean(main.name) : (named ?? metric),
    metric,
    now: stats.totals[metric] ?? null,
    before: likeBeforeOf(metric, stats)?.totals[metric] ?? null,
  })
}

interface Numbers {
  name: string
  metric: Metric | 'cost' | 'roas' | 'cpa'
  now: number | null
  before: number | null
}

function tileOf(telling: Telling, { name, metric, now, before }: Numbers): Tile {
  const { formats } = telling
  const value = now === null ? '–' : formats.number(unitOf(metric), now)
  const change = changeOf(telling, { metric, now, before })
  return { name, value, ...(change && { change }) }
}

const LESS_IS_BETTER: ReadonlySet<string> = new Set(['bounce_rate', 'cpa'])
const NEITHER: ReadonlySet<string> = new Set(['cost'])

function changeOf(
  { formats, texts }: Telling,
  { metric, now, before }: Omit<Numbers, 'name'>,
): Tile['change'] {
  if (now === null || before === null) return undefined
  const isRate = unitOf(metric) === 'rate'
  if (!isRate && before === 0) return undefined
  const moved = isRate ? now - before : (now - before) / Math.abs(before)
  const size = Math.abs(moved)
  const text = isRate ? texts.points(formats.points(size)) : formats.share(size)
  if (size < 0.0005) return { text: '=', tone: 'plain' }
  return { text: (moved < 0 ? '−' : '+') + text, tone: toneOf(metric, moved) }
}

function toneOf(metric: string, moved: number): Tone {
  if (NEITHER.has(metric)) return 'plain'
  return moved > 0 === LESS_IS_BETTER.has(metric) ? 'bad' : 'good'
}

/** What was spent and what came of each unit of it, as *Return* begins; none where nothing was spent. */
function paidTiles(telling: Telling): Tile[] {
  const { texts, formats, facts } = telling
  const now = facts.paid && paidOf(facts.paid.rows)
  if (!facts.paid || !now || now.cost === 0) return []
  const compared = likeBefore(facts.paid)
  const before = compared && paidOf(compared.rows)
  const end = now.roas === null ? 'cpa' : 'roas'
  const one = formats.number('money', 1).replace(/[.,]0+/u, '')
  const name = end === 'roas' ? texts.returned(one) : (texts.metrics[end] ?? end)
  const tile = (name: string, metric: 'cost' | 'roas' | 'cpa') =>
    tileOf(telling, { name, metric, now: now[metric], before: before?.[metric] ?? null })
  return [tile(texts.metrics.cost ?? 'cost', 'cost'), tile(name, end)]
}

/** The rows that cost something, together. */
function paidOf(rows: AttributionAnswer['rows']) {
  const paid = rows.filter(({ cost }) => (cost ?? 0) > 0)
  const sum = (of: (row: (typeof paid)[number]) => number) =>
    paid.reduce((all, row) => all + of(row), 0)
  const cost = sum((row) => row.cost ?? 0)
  const conversions = sum(({ models }) => models[MODEL]?.conversions ?? 0)
  const revenue = sum(({ models }) => models[MODEL]?.revenue ?? 0)
  const earns = paid.some(({ models }) => (models[MODEL]?.roas ?? null) !== null)
  return {
    cost,
    roas: cost > 0 && earns ? revenue / cost : null,
    cpa: cost > 0 && conversions > 0 ? cost / conversions : null,
  }
}
