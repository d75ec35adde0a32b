import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { PageFilter } from '../../../tracker/experiments/page-experiment.ts'
import { whenFaults } from '../../../tracker/experiments/when.ts'
import { Refusal } from '../../refusal.ts'
import { Experiment, ExperimentInput } from '../../settings/experiments/definition.ts'
import {
  addExperiment,
  experimentByKey,
  listExperiments,
  removeExperiment,
  replaceExperiment,
} from '../../settings/experiments/experiments.ts'
import {
  pauseExperiment,
  startExperiment,
  stopExperiment,
} from '../../settings/experiments/lifecycle.ts'
import type { Filter } from '../../settings/filter.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { body, json, PROBLEMS, ThingPath } from '../schemas.ts'
import { things } from './things.ts'

export const experiments = things({
  one: 'experiment',
  many: 'Experiments',
  input: ExperimentInput,
  output: Experiment,
  list: listExperiments,
  byId: experimentByKey,
  add: addExperiment,
  replace: replaceExperiment,
  remove: removeExperiment,
  refuse: ({ target }) => requireKnown(target?.when ?? []),
})

/** Throws a 422 for a target that no page could tell. */
function requireKnown(when: readonly Filter[]): void {
  const [fault, ...others] = whenFaults(when as readonly PageFilter[])
  if (fault === undefined) return
  const errors = [fault, ...others].map(({ path, message }) => ({
    path: ['target', 'when', ...path].join('.'),
    message,
  }))
  throw new Refusal(422, fault.message, errors)
}

const Start = z.object({ reseed: z.boolean().default(false) })
const Stop = z.object({ ship: z.string().optional() })

function step<Path extends string, Schema extends z.ZodType>(
  path: Path,
  summary: string,
  given: Schema,
) {
  return createRoute({
    method: 'post',
    path,
    tags: ['Experiments'],
    summary,
    middleware: [needs('write')] as const,
    request: { params: ThingPath, body: { ...body(given), required: false } },
    responses: { 200: json(Experiment, 'As it is now'), ...PROBLEMS },
  })
}

/** Runs a step of an experiment's life and writes it down. */
async function taken(
  c: AppContext,
  key: string,
  take: (step: { site: number; key: string; now: number }) => Promise<Experiment>,
): Promise<Experiment> {
  const { settings, now } = c.var.shared
  const site = Number(c.var.site.id)
  const before = await experimentByKey(settings, site, key)
  const after = await take({ site, key, now: now() })
  await noteChange(c, {
    what: 'changed',
    thing: 'experiment',
    before: told(before),
    after: told(after),
  })
  return after
}

/** What a step changes. */
function told({ key, status, winner, seed }: Experiment) {
  return { key, status, winner, seed }
}

/** `POST …/:key/start`, `/pause`, `/stop` (spec: api.md, "Things"). */
export const experimentSteps = new OpenAPIHono<AppEnv>()
  .openapi(
    step('/{id}/start', 'Start an experiment: a new phase', Start.prefault({})),
    async (c) => {
      const { settings } = c.var.shared
      const given = c.req.valid('json')
      const { id } = c.req.valid('param')
      return c.json(await taken(c, id, (at) => startExperiment(settings, at, given)), 200)
    },
  )
  .openapi(
    step('/{id}/pause', 'Pause a running experiment', z.object({}).prefault({})),
    async (c) => {
      const { settings } = c.var.shared
      const { id } = c.req.valid('param')
      return c.json(await taken(c, id, (at) => pauseExperiment(settings, at)), 200)
    },
  )
  .openapi(
    step('/{id}/stop', 'Stop an experiment, and ship a variant if one is named', Stop.prefault({})),
    async (c) => {
      const { settings } = c.var.shared
      const given = c.req.valid('json')
      const { id } = c.req.valid('param')
      return c.json(await taken(c, id, (at) => stopExperiment(settings, at, given)), 200)
    },
  )
