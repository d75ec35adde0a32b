import { unknownName } from '../nearest.ts'
import { Refusal } from '../refusal.ts'
import type { AlertInput, BrokenReason } from './alert-definition.ts'
import { listExperiments } from './experiments/experiments.ts'
import { allLeavesOf } from './filter-cost.ts'
import { listFunnels } from './funnels.ts'
import { listGoals } from './goals.ts'
import { listSegments } from './segments.ts'
import type { Settings } from './tables.ts'

interface Named {
  id?: string | undefined
  name?: string | undefined
}

/** What of a site alerts name. */
export interface KnownNames {
  goal: readonly Named[]
  funnel: readonly Named[]
  segment: readonly Named[]
  experiment: readonly Named[]
}

export async function knownNames(settings: Settings, site: number): Promise<KnownNames> {
  return {
    goal: await listGoals(settings, site),
    funnel: await listFunnels(settings, site),
    segment: await listSegments(settings, site),
    experiment: (await listExperiments(settings, site)).map(({ key, name }) => ({ id: key, name })),
  }
}

/** What an alert names that the site has not, or no more; undefined: nothing. */
export function goneFrom(alert: AlertInput, known: KnownNames): BrokenReason | undefined {
  for (const [why, name] of namesIn(alert)) {
    if (known[why].some((one) => one.id === name || (why !== 'experiment' && one.name === name)))
      continue
    const names = known[why].flatMap((one) => (why === 'experiment' ? one.id : one.name) ?? [])
    return { why, detail: unknownName(why, name, names) }
  }
  return undefined
}

type NamedThing = [keyof KnownNames, string]

function namesIn({ goal, funnel, signal, subject, filters }: AlertInput): NamedThing[] {
  const ofExperiment = signal?.startsWith('experiment_') ? subject : undefined
  const named = [
    ['goal', goal],
    ['funnel', funnel],
    ['experiment', ofExperiment],
  ] as const
  return [
    ...named.flatMap(([what, name]): NamedThing[] => (name === undefined ? [] : [[what, name]])),
    ...allLeavesOf(filters).flatMap(namesInLeaf),
  ]
}

function namesInLeaf(leaf: ReturnType<typeof allLeavesOf>[number]): NamedThing[] {
  if (leaf[0] === 'segment') return [['segment', leaf[1]]]
  const isOfGoals = (leaf[0] === 'has_done' || leaf[0] === 'has_not_done') && leaf[1] === 'goal'
  return isOfGoals ? leaf[2].map((name): NamedThing => ['goal', String(name)]) : []
}

/** Throws a 422 for what the site has not, be it a goal or a way out. `before`: what it names already may be gone since. */
export async function requireKnownNames(
  settings: Settings,
  site: number,
  alert: AlertInput,
  before?: AlertInput,
): Promise<void> {
  const gone = goneFrom(alert, await knownNames(settings, site))
  if (gone) throw new Refusal(422, gone.detail)
  const kept = before?.to ?? []
  const ways = await waysOut(settings, site)
  const unknown = alert.to.find((id) => !(kept.includes(id) || ways.has(id)))
  if (unknown === undefined) return
  const message = `there is no way out "${unknown}"`
  throw new Refusal(422, message, [{ path: 'to', message }])
}

/** Ids of those that are not removed. */
async function waysOut(settings: Settings, site: number): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(settings, site).execute()
  return new Set(rows.map(({ id }) => id))
}

/** Ids of those that may be told things: of an address that has to say yes, once it has. */
export async function openWaysOut(settings: Settings, site: number): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(settings, site).where('consent', '=', 'given').execute()
  return new Set(rows.map(({ id }) => id))
}

function rowsOf(settings: Settings, site: number) {
  return settings
    .selectFrom('channel_out')
    .select('id')
    .where('site', '=', site)
    .where('removed_at', 'is', null)
}
