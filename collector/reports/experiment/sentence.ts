import type { ExperimentAnswer, VariantRow } from './answer.ts'
import type { AskedExperiment, Engine } from './asked.ts'
import { lacksIds } from './health.ts'
import { alphaOf, type MeasuredMetric } from './measured.ts'
import type { Trouble } from './verdict.ts'

type Told = Omit<ExperimentAnswer['verdict'], 'sentence'>

interface Beside {
  engine: Engine
  asked: AskedExperiment
  metrics: readonly MeasuredMetric[]
}

/** What to do, and why, in a sentence or two. */
export function sentenceOf(told: Told, beside: Beside): string {
  const { word, trouble } = told
  if (beside.asked.phase === undefined) return 'Not started yet.'
  if (word === 'check the data') return troubleOf(trouble ?? 'split', beside.asked)
  if (beside.asked.experiment.same && word !== 'keep running') {
    return 'Nothing was changed and nothing was found, as it should be.'
  }
  if (word === 'no difference worth having') {
    return 'Keep the control: whatever the difference is, it is smaller than what would matter.'
  }
  if (word === 'inconclusive at the planned end') {
    return isTooEarly(beside)
      ? 'Stopped before the planned end, at which alone this engine decides.'
      : 'The plan has ended, and the variants cannot be told apart.'
  }
  if (word === 'keep running') return keepRunning(told)
  return decided(told, beside)
}

/** Of an engine that must not be peeked at, where nothing was looked at as planned. */
function isTooEarly({ engine, metrics }: Beside): boolean {
  const seen = ({ row, end, planned }: MeasuredMetric) =>
    row.role === 'primary' && [...end, ...planned.flat()].some((one) => one !== undefined)
  return engine !== 'always_valid' && !metrics.some(seen)
}

function troubleOf(trouble: Trouble, asked: AskedExperiment): string {
  return trouble === 'no exposures' && lacksIds(asked, 0) ? WITHOUT_IDS : TROUBLE[trouble]
}

const WITHOUT_IDS =
  'Check the data: nobody is in it. The site stores nothing in browsers, so its pages have no visitor to draw by, unless their tag stores an id: make a new experiment that draws by visits, or let the site store an id.'

const TROUBLE = {
  split: 'Check the data: the variants have other shares of people than they were given.',
  crossovers: 'Check the data: too many people were shown two variants.',
  'no exposures': 'Check the data: nobody has been shown a variant yet.',
  'nobody new':
    'Check the data: nobody new comes in, and whoever is in it is not known again. The site does not store the ids any more that it draws by: let the site store an id again, or stop this one and make a new experiment that draws by visits.',
  contradiction: 'Check the data: what it showed before and what it shows now exclude each other.',
  same: 'Check the data: nothing was changed, and yet there is a difference. Chance alone makes one in a few of such tests; otherwise assignment or counting is at fault.',
} as const

function keepRunning({ missing, days_left }: Told): string {
  const plan = days_left === null ? '' : ` About ${counted(days_left, 'day')} are left by the plan.`
  if (missing === null) return `Keep running: nothing is certain yet.${plan}`
  const lacks = [
    ...(missing.days > 0
      ? [`${counted(missing.days, 'day')} of people whose time has passed`]
      : []),
    ...(missing.units > 0 ? [`${counted(missing.units, 'person')} who did it`] : []),
  ]
  return `Keep running: ${lacks.join(' and ')} are missing before anything can be said.${plan}`
}

function counted(n: number, what: 'day' | 'person'): string {
  const one = n === 1
  return `${n.toLocaleString('en')} ${what === 'day' ? (one ? 'day' : 'days') : one ? 'person' : 'people'}`
}

function decided({ word, goal, variant }: Told, { asked, metrics, engine }: Beside): string {
  const row = metrics.find((metric) => metric.row.goal === goal)?.row
  const [control] = row?.variants ?? []
  const shown = row?.variants.find(({ key }) => key === variant)
  const head = word === 'ship' ? `Ship ${variant}.` : `Roll back ${variant}.`
  if (row === undefined || control === undefined || shown === undefined) return head
  return `${head} ${figuresOf(row, shown, control)} ${surenessOf(engine, alphaOf(asked))}`
}

/** A variant's figure beside the control's, and how far they differ. */
export function figuresOf(
  { goal, kind }: Pick<MeasuredMetric['row'], 'goal' | 'kind'>,
  shown: VariantRow,
  control: VariantRow,
): string {
  return `${goal}: ${figure(shown, kind)} instead of ${figure(control, kind)}${change(shown)}.`
}

export function surenessOf(engine: Engine, alpha: number): string {
  const level = Number((alpha * 100).toPrecision(2))
  return {
    always_valid: `The chance that this is noise is held below ${level} % however often you look.`,
    fixed: `By a test at ${level} % at the planned end.`,
    bayesian: 'By the chances at the planned end.',
  }[engine]
}

function figure({ mean }: VariantRow, kind: string): string {
  return kind === 'proportion' ? percent(mean) : Number(mean.toPrecision(3)).toLocaleString('en')
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`
}

/** The relative change where it is sure, else the difference itself. */
function change({ relative, always_valid }: VariantRow): string {
  const interval = always_valid?.relative_interval
  if (!relative || !interval || (interval[0] < 0 && interval[1] > 0)) {
    const [low, high] = always_valid?.interval ?? [0, 0]
    return ` (a difference of ${low.toPrecision(2)} to ${high.toPrecision(2)})`
  }
  return ` (${signed(interval[0])} to ${signed(interval[1])})`
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`
}
