import { ranges } from '../../experiments/assignment/ranges.ts'
import { asScript } from '../as-script.ts'
import type { Draft } from './draft.ts'
import type { InlinedChange, InlinedExperiment, InlinedVariant, Stretch } from './inlined.ts'
import type { Change, PageExperiment } from './page-experiment.ts'
import { asksOfVisit, whenCode } from './when.ts'

type ElementChange = Exclude<Change, { op: 'css' | 'redirect' }>

/** Exports of changes.ts, each a part of its own; what removes only hides, for frameworks look for what they have drawn. */
export const OPS = [
  'css',
  'attribute',
  'classes',
  'style',
  'text',
  'html',
  'insert',
  'move',
] as const
type Op = (typeof OPS)[number]

const OP_OF = {
  css: 'css',
  attribute: 'attribute',
  class: 'classes',
  style: 'style',
  remove: 'style',
  text: 'text',
  html: 'html',
  insert: 'insert',
  move: 'move',
} as const satisfies Record<Exclude<Change['op'], 'redirect'>, Op>

/** What they change has to be there to its end. */
const WAITS: readonly Op[] = ['text', 'html', 'insert', 'move']

const UNITS = { visitor: 0, user: 1, visit: 2 } as const

/** The page itself. */
const PAGE = ':root'

const isElementChange = (change: Change): change is ElementChange =>
  change.op !== 'css' && change.op !== 'redirect'

function changeOf(change: Change, ops: Op[]): InlinedChange[] {
  if (change.op === 'redirect') return []
  const op = OP_OF[change.op]
  if (!ops.includes(op)) ops.push(op)
  const waits = WAITS.includes(op) ? 1 : 0
  const { selector, name } = isElementChange(change) ? change : { selector: PAGE, name: undefined }
  const value = change.op === 'remove' ? 'display:none!important' : (change.value ?? '')
  const inlined = [ops.indexOf(op), waits, selector, value] as const
  return [name === undefined ? inlined : [...inlined, name]]
}

/** What a draft does to a page, by a script that has all ops. */
export function draftOf(changes: readonly Change[]): Draft {
  const ops = [...OPS]
  return {
    changes: changes.flatMap((change) => changeOf(change, ops)),
    redirect: changes.find(({ op }) => op === 'redirect')?.value ?? null,
  }
}

/** All of a variant that is shipped. */
const EVERYBODY = [0, 1] as const

function variantsOf(experiment: PageExperiment, ops: Op[]): InlinedVariant[] {
  const { variants, coverage, shipped } = experiment
  const weights = variants.flatMap(({ weight }) => weight ?? [])
  const stretches = ranges(variants.length, weights, coverage)
  return variants.flatMap(({ key, changes }, i): InlinedVariant[] => {
    if (shipped !== undefined && shipped !== key) return []
    const [from, to] = shipped === undefined ? (stretches[i] ?? EVERYBODY) : EVERYBODY
    const inlined = changes.flatMap((change) => changeOf(change, ops))
    const address = changes.find(({ op }) => op === 'redirect')?.value
    return [address === undefined ? [key, from, to, inlined] : [key, from, to, inlined, address]]
  })
}

function gatesOf({ layer, layer_range, shipped }: PageExperiment, holdout: number): Stretch[] {
  if (shipped !== undefined) return []
  const [from, to] = layer_range ?? EVERYBODY
  return [
    ...(layer ? [[`__${layer}`, from, to] as const] : []),
    ...(holdout > 0 ? [['__holdout', holdout, 1] as const] : []),
  ]
}

/** Is any variant another page? */
export function isRedirecting({ variants }: Pick<PageExperiment, 'variants'>): boolean {
  return variants.some(({ changes }) => changes.some(({ op }) => op === 'redirect'))
}

/** What any variant's changes select, in one list; the page where one is as large as it, nothing where only code asks. */
function seenOf({ variants, same }: Pick<PageExperiment, 'variants' | 'same'>): string {
  const changes = variants.flatMap((variant) => variant.changes)
  if (same || !changes.every(isElementChange)) return PAGE
  return [...new Set(changes.map(({ selector }) => selector))].join()
}

/** Holdout and what else is the site's. */
interface Site {
  holdout: number
  /** Those that any experiment uses; what is new is added. */
  ops: Op[]
}

/** All but its `when`, which is no JSON. */
type Plain = InlinedExperiment extends readonly [...infer All, unknown] ? All : never

function inlined(experiment: PageExperiment, { holdout, ops }: Site): Plain {
  const { key, phase, seed, unit, target, shipped } = experiment
  const variants = variantsOf(experiment, ops)
  return [
    key,
    shipped === undefined ? phase : 0,
    UNITS[unit],
    seed,
    gatesOf(experiment, holdout),
    target.urls.join() || '*',
    seenOf(experiment),
    variants,
    isRedirecting(experiment) ? 1 : 0,
  ]
}

/** What is put into a site's script. */
export interface ExperimentsCode {
  /** JavaScript of a list, in which `F` answers the page's facts where any are asked. */
  list: string
  facts: 'visitFacts' | 'pageFacts' | undefined
  /** In the order that the list speaks of. */
  ops: readonly Op[]
  /** That variants on other hosts are on. */
  hosts: readonly string[]
}

export function experimentsCode(
  experiments: readonly PageExperiment[],
  holdout: number,
): ExperimentsCode {
  const ops: Op[] = []
  const all = experiments.map((experiment) => inlined(experiment, { holdout, ops }))
  const addresses = all.flatMap(([, , , , , , , variants]) =>
    variants.flatMap(([, , , , to]) => to ?? []),
  )
  return {
    list: `[${experiments.map(({ target }, i) => `[${asScript(all[i]).slice(1, -1)},${whenCode(target.when)}]`).join()}]`,
    facts: factsAsked(experiments),
    ops,
    hosts: addresses.flatMap(hostOf),
  }
}

function hostOf(address: string): string[] {
  const { hostname } = new URL(address, 'http://here.invalid')
  return hostname === 'here.invalid' ? [] : [hostname]
}

function factsAsked(experiments: readonly PageExperiment[]): ExperimentsCode['facts'] {
  const when = experiments.flatMap(({ target }) => target.when)
  if (when.length === 0) return undefined
  return asksOfVisit(when) ? 'visitFacts' : 'pageFacts'
}
