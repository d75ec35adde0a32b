import type { Change } from '../../../collector/settings/experiments/changes.ts'
import type {
  Experiment,
  ExperimentInput,
  ExperimentMetric,
} from '../../../collector/settings/experiments/definition.ts'
import type { Filter } from '../../../collector/settings/filter.ts'
import { definitionOf } from '../../models/experiments.ts'
import { type PlannedTotal, planningOf, totalOf } from './draft-plan.ts'
import { pathsIn } from './paths-in.ts'

export type Op = Change['op']
export const OPS: readonly Op[] = [
  'text',
  'html',
  'attribute',
  'class',
  'style',
  'remove',
  'move',
  'insert',
  'css',
  'redirect',
]

/** A change as the form edits it: whatever its op takes of these. */
export interface ChangeDraft {
  op: Op
  selector: string
  name: string
  value: string
}

export interface VariantDraft {
  key: string
  /** Per cent. */
  weight: string
  changes: ChangeDraft[]
}

export interface MetricDraft {
  goal: string
  kind: ExperimentMetric['kind']
  /** Null: to the stop. */
  window: string | null
  role: 'primary' | 'secondary' | 'guardrail'
  lower: boolean
  /** Per cent; empty: the plan's. */
  effect: string
  /** Of a ratio, the goal below the line; what stands above is money where `paid`. */
  per: string
  paid: boolean
  /** As it was stored: what the form does not show of it stays. */
  known?: ExperimentMetric
}

/** An experiment as the form edits it; shares are per cent. */
export interface ExperimentDraft {
  key: string
  name: string
  hypothesis: string
  unit: Experiment['unit']
  /** Nothing is changed in any variant. */
  same: boolean
  pages: string
  when: Filter[]
  coverage: string
  layer: string
  from: string
  to: string
  variants: VariantDraft[]
  metrics: MetricDraft[]
  /** Per cent; empty without a plan. */
  effect: string
  /** Per cent: the chance to see that change, and that to see one where there is none. */
  power: string
  alpha: string
  /** What the plan came to; kept only with what it was made for. */
  planned?: PlannedTotal
}

export const FRESH_CHANGE: ChangeDraft = { op: 'text', selector: '', name: '', value: '' }

const percent = (share: number) => String(Number((share * 100).toFixed(4)))
/** Without the last digits that a division leaves: 99.9 is 0.999. */
const share = (text: string) => Number((Number(text) / 100).toFixed(8))

/** As the API plans where nothing else is said. */
const USUAL_PLAN = { power: 0.8, alpha: 0.05 }

/**
 * Two halves, and the site's first goal. A site that stores nothing in the browser has visits alone to draw by: an
 * experiment of visitors would run there with nobody in it.
 */
export function freshDraft(goal: string | undefined, isCookieless = false): ExperimentDraft {
  return {
    ...{ key: '', name: '', hypothesis: '', unit: isCookieless ? 'visit' : 'visitor' },
    ...{ same: false, pages: '/', when: [] },
    ...{ coverage: '100', layer: '', from: '0', to: '100', effect: '10' },
    ...{ power: percent(USUAL_PLAN.power), alpha: percent(USUAL_PLAN.alpha) },
    variants: [
      { key: 'control', weight: '50', changes: [] },
      { key: 'b', weight: '50', changes: [FRESH_CHANGE] },
    ],
    metrics: goal === undefined ? [] : [freshMetric(goal, 'primary')],
  }
}

/** Whether people reach a goal within a week. */
export function freshMetric(goal: string, role: MetricDraft['role']): MetricDraft {
  return {
    ...{ goal, kind: 'proportion', window: '7d', role, lower: false },
    ...{ effect: '', per: goal, paid: false },
  }
}

/** The key that a name makes: "Hero headline" → hero-headline. */
export function keyFrom(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
}

export function readExperiment(experiment: Experiment): ExperimentDraft {
  const { key, name, hypothesis, unit, layer, layer_range, variants, metrics, plan } = experiment
  const equal = 1 / variants.length
  const primaries = [metrics.primary ?? []].flat()
  const draft = {
    ...{ key, name, hypothesis, unit, same: experiment.same, when: experiment.target.when },
    pages: experiment.target.urls.join('\n'),
    coverage: percent(experiment.coverage),
    layer: layer ?? '',
    from: percent(layer_range[0]),
    to: percent(layer_range[1]),
    variants: variants.map((variant) => ({
      key: variant.key,
      weight: percent(variant.weight ?? equal),
      changes: variant.changes.map(readChange),
    })),
    metrics: [
      ...primaries.map(readMetric('primary')),
      ...metrics.secondary.map(readMetric('secondary')),
      ...metrics.guardrails.map(readMetric('guardrail')),
    ],
    effect: plan ? percent(plan.minimum_effect) : '',
    power: percent((plan ?? USUAL_PLAN).power),
    alpha: percent((plan ?? USUAL_PLAN).alpha),
  }
  return { ...draft, planned: { of: planningOf(draft), total: plan?.total } }
}

function readChange(change: Change): ChangeDraft {
  return { ...FRESH_CHANGE, ...change }
}

function readMetric(role: MetricDraft['role']) {
  return (known: ExperimentMetric): MetricDraft => {
    const { goal, kind, window, better, minimum_effect, per, of } = known
    return {
      ...{ goal, kind, window, role, lower: better === 'lower', known },
      effect: minimum_effect === undefined ? '' : percent(minimum_effect),
      ...{ per: per ?? goal, paid: of !== 'conversions' },
    }
  }
}

/** What the API stores; `known`: the experiment that is changed, whose other fields stay, and while it runs all that may not change. */
export function writeExperiment(draft: ExperimentDraft, known?: Experiment): ExperimentInput {
  const written = { ...(known ? definitionOf(known) : REST), ...fieldsOf(draft, known) }
  if (known?.status !== 'running') return written
  const { name, hypothesis, coverage, target, metrics } = written
  const { primary } = known.metrics
  return {
    ...definitionOf(known),
    ...{ name, hypothesis, coverage, target },
    metrics: { ...metrics, ...(primary && { primary }) },
  }
}

function fieldsOf(draft: ExperimentDraft, known: Experiment | undefined) {
  const { key, name, hypothesis, unit, layer } = draft
  const inRole = (role: MetricDraft['role']) =>
    draft.metrics.filter((metric) => metric.role === role).map(writeMetric)
  const primaries = inRole('primary')
  return {
    ...{ key, name, hypothesis, unit, same: draft.same },
    plan: writePlan(draft, known),
    layer: layer.trim() === '' ? null : layer.trim(),
    layer_range: [share(draft.from), share(draft.to)] as [number, number],
    coverage: share(draft.coverage),
    target: { when: draft.when, urls: pathsIn(draft.pages) },
    variants: draft.variants.map(({ changes, ...variant }) => ({
      key: variant.key,
      weight: share(variant.weight),
      changes: draft.same ? [] : changes.map(writeChange),
    })),
    metrics: {
      ...(primaries.length > 0 && { primary: primaries.length === 1 ? primaries[0] : primaries }),
      secondary: inRole('secondary'),
      guardrails: inRole('guardrail'),
    },
  }
}

const REST = { owner: '', archived: false } as const

function writePlan(draft: ExperimentDraft, known: Experiment | undefined) {
  const { effect, power, alpha } = draft
  if (effect.trim() === '') return null
  const total = totalOf(draft)
  const { looks, visitors_per_day } = known?.plan ?? {}
  return {
    ...{ minimum_effect: share(effect), power: share(power), alpha: share(alpha) },
    ...(looks && { looks }),
    ...(visitors_per_day && { visitors_per_day }),
    ...(total !== undefined && { total }),
  }
}

/** An op keeps only what it takes. */
export function writeChange({ op, selector, name, value }: ChangeDraft): Change {
  if (op === 'css' || op === 'redirect') return { op, value }
  if (op === 'remove') return { op, selector }
  if (op === 'attribute') return { op, selector, name, value }
  return { op, selector, value }
}

function writeMetric(draft: MetricDraft): ExperimentMetric {
  const { goal, kind, window, lower, effect, per, paid, known } = draft
  const shown = {
    ...{ goal, kind, window, better: lower ? ('lower' as const) : ('higher' as const) },
    ...(effect.trim() !== '' && { minimum_effect: share(effect) }),
    ...(kind === 'ratio' && { per, of: paid ? ('revenue' as const) : ('conversions' as const) }),
  }
  if (kind !== 'revenue') return shown
  // The cap is not shown; without one, few large orders would decide.
  const cap = known?.kind === kind ? known.cap : USUAL_CAP
  return { ...shown, ...(cap && { cap }) }
}

const USUAL_CAP = { percentile: 0.99 }
