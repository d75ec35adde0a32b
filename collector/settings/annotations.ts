import { z } from 'zod'
import { newId } from '../new-id.ts'
import { found, Refusal } from '../refusal.ts'
import { NOTE_COLORS } from '../vocabulary.ts'
import { ExperimentStep, listSteps } from './experiments/steps.ts'
import type { Settings } from './tables.ts'

const fields = {
  day: z.iso.date(),
  /** The last of several days; null: one day. */
  to: z.iso.date().nullable().default(null),
  text: z.string().trim().min(1).max(500),
  /** null: that of any note. */
  color: z.enum(NOTE_COLORS).nullable().default(null),
}

/** A remark on a day of the site's calendar, or on several. */
export const AnnotationInput = z.object(fields).refine(({ day, to }) => to === null || to >= day, {
  error: 'ends before it begins',
  path: ['to'],
})
export type AnnotationInput = z.infer<typeof AnnotationInput>

export const Annotation = z.object({
  ...fields,
  to: fields.to.unwrap(),
  color: fields.color.unwrap(),
  id: z.string(),
  /** The experiment that tells it of itself; null where somebody wrote it. */
  experiment: ExperimentStep.nullable(),
})
export type Annotation = z.infer<typeof Annotation>

const columns = ['id', 'day', 'last_day as to', 'text', 'color'] as const

/** As it is stored. */
function row({ day, to, text, color }: AnnotationInput) {
  return { day, last_day: to, text, color }
}

/** What was written, and what experiments tell of themselves, by day. */
export async function listAnnotations(settings: Settings, site: number): Promise<Annotation[]> {
  const written = await settings
    .selectFrom('annotation')
    .select(columns)
    .where('site', '=', site)
    .orderBy('day')
    .orderBy('id')
    .execute()
  const all = [...written.map(ofSomebody), ...(await ofExperiments(settings, site))]
  return all.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

function ofSomebody(written: object): Annotation {
  return Annotation.parse({ ...written, experiment: null })
}

const SAID = {
  start: 'Experiment started',
  pause: 'Experiment paused',
  stop: 'Experiment stopped',
  ship: 'Experiment shipped',
} as const satisfies Record<ExperimentStep['step'], string>

async function ofExperiments(settings: Settings, site: number): Promise<Annotation[]> {
  return (await listSteps(settings, site)).map(({ at, day, ...experiment }) => {
    const { key, name, step, variant } = experiment
    const shipped = variant === null ? '' : ` (${variant})`
    const text = `${SAID[step]}: ${name}${shipped}`
    return { id: [key, at, step].join(BETWEEN), day, to: null, text, color: null, experiment }
  })
}

/** Between the parts of the id of what an experiment tells; no id of a written one has it. */
const BETWEEN = ':'

/** Throws a 422 for what no one wrote. */
function requireWritten(id: string): void {
  if (!id.includes(BETWEEN)) return
  throw new Refusal(422, 'an experiment tells this of itself; it goes with the experiment')
}

/** Asks for the one alone, or for the steps of experiments where its id is of such. */
export async function annotationById(
  settings: Settings,
  site: number,
  id: string,
): Promise<Annotation> {
  const one = id.includes(BETWEEN)
    ? (await ofExperiments(settings, site)).find((told) => told.id === id)
    : await writtenById(settings, site, id)
  return found(one, `annotation "${id}"`)
}

async function writtenById(
  settings: Settings,
  site: number,
  id: string,
): Promise<Annotation | undefined> {
  const row = await settings
    .selectFrom('annotation')
    .select(columns)
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && ofSomebody(row)
}

export async function addAnnotation(
  settings: Settings,
  site: number,
  input: AnnotationInput,
  now: number,
): Promise<Annotation> {
  const id = newId()
  await settings
    .insertInto('annotation')
    .values({ id, site, ...row(input), created_at: now })
    .execute()
  return { id, ...input, experiment: null }
}

export async function replaceAnnotation(
  settings: Settings,
  site: number,
  id: string,
  input: AnnotationInput,
): Promise<Annotation> {
  requireWritten(id)
  const stored = await settings
    .updateTable('annotation')
    .set(row(input))
    .where('site', '=', site)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
  return ofSomebody(found(stored, `annotation "${id}"`))
}

export async function removeAnnotation(
  settings: Settings,
  site: number,
  id: string,
): Promise<void> {
  requireWritten(id)
  const done = await settings
    .deleteFrom('annotation')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `annotation "${id}"`)
}
