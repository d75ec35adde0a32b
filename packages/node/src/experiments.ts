import { type Assignable, type Assignment, assign } from '../../../experiments/assignment/assign.ts'
import { exposureId } from '../../../experiments/assignment/exposure.ts'

/** As the collector answers one. */
export interface Experiment extends Assignable {
  key: string
  /** What is drawn. */
  unit: 'visitor' | 'user' | 'visit'
  phases: readonly { phase: number }[]
}

export interface Drawn {
  /** Of the experiment's unit: your id of the user, or the browser's of the visitor; null: in no experiment. */
  id: string | number | null
  /** Whether your own check of the target holds; true where it is absent. */
  targeted?: boolean
  /** Of a preview, for whoever tests it; recorded of nobody. */
  forced?: string
  /** Page where it is seen. */
  url?: string
  /** false: nothing is recorded; call again where it is seen. */
  expose?: boolean
}

/** What an exposure says; the same one has the same id, so telling it twice counts once. */
export interface Exposed {
  id: string
  user?: string
  visitor?: string
  props: { experiment: string; variant: string }
}

interface Known {
  experiments: ReadonlyMap<string, Experiment>
  holdout: number
}

export interface Definitions {
  /** Those of the site, at most a minute old where the collector answers; the last known ones where it does not. */
  known(): Promise<Known>
}

const FRESH = 60_000
const NONE: Known = { experiments: new Map(), holdout: 0 }

/** Reads `path` below the site's address. Throws what went wrong. */
type Read = (path: string) => Promise<unknown>

export function definitions(
  read: Read,
  failed: (reason: unknown) => void,
  now: () => number,
): Definitions {
  let last: { at: number; known: Known } | undefined
  let asking: Promise<Known> | undefined

  const ask = () => {
    asking ??= readAll(read)
      .catch((error: unknown) => {
        failed(error)
        return last?.known ?? NONE
      })
      .then((known) => {
        last = { at: now(), known }
        asking = undefined
        return known
      })
    return asking
  }

  return {
    known: async () => {
      const stale = last === undefined || now() - last.at > FRESH
      const asked = stale ? ask() : undefined
      // Who asks once more does not wait for what is fetched beside.
      return last?.known ?? (await asked) ?? NONE
    },
  }
}

async function readAll(read: Read): Promise<Known> {
  const [{ holdout }, all] = (await Promise.all([read(''), listed(read)])) as [
    { holdout: number },
    Experiment[],
  ]
  return { holdout, experiments: new Map(all.map((one) => [one.key, one])) }
}

async function listed(read: Read): Promise<Experiment[]> {
  const all: Experiment[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = (await read(`/experiments?limit=100${after}`)) as {
      items: Experiment[]
      next: string | null
    }
    all.push(...page.items)
    cursor = page.next
  }
  return all
}

/** What a unit gets. A visit is known to the page alone, so no server draws for one. */
export function draw({ experiments, holdout }: Known, key: string, drawn: Drawn): Assignment {
  const experiment = experiments.get(key)
  if (experiment === undefined) return { variant: null, reason: 'not_running' }
  const id = drawn.id === null || experiment.unit === 'visit' ? null : String(drawn.id)
  const { targeted = true, forced = null } = drawn
  return assign(experiment, { id, holdout, targeted, forced })
}

/** The exposure of a unit that was assigned. */
export function exposureOf(experiment: Experiment, id: string, variant: string): Exposed {
  const { key, unit, phases } = experiment
  return {
    id: exposureId({ experiment: key, phase: phases.length, unit: id, variant }),
    ...(unit === 'user' ? { user: id } : { visitor: id }),
    props: { experiment: key, variant },
  }
}
