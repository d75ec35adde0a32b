import { nanoid } from 'nanoid'
import { z } from 'zod'
import { found } from '../refusal.ts'
import type { Settings } from './tables.ts'

const fields = {
  day: z.iso.date(),
  /** The last of several days; null: one day. */
  to: z.iso.date().nullable().default(null),
  text: z.string().trim().min(1).max(500),
}

/** A remark on a day of the site's calendar, or on several. */
export const AnnotationInput = z.object(fields).refine(({ day, to }) => to === null || to >= day, {
  error: 'ends before it begins',
  path: ['to'],
})
export type AnnotationInput = z.infer<typeof AnnotationInput>

export const Annotation = z.object({ ...fields, to: fields.to.unwrap(), id: z.string() })
export type Annotation = z.infer<typeof Annotation>

const columns = ['id', 'day', 'last_day as to', 'text'] as const

/** As it is stored. */
function row({ day, to, text }: AnnotationInput) {
  return { day, last_day: to, text }
}

export async function listAnnotations(settings: Settings, site: number): Promise<Annotation[]> {
  return await settings
    .selectFrom('annotation')
    .select(columns)
    .where('site', '=', site)
    .orderBy('day')
    .orderBy('id')
    .execute()
}

export async function annotationById(
  settings: Settings,
  site: number,
  id: string,
): Promise<Annotation> {
  const stored = await settings
    .selectFrom('annotation')
    .select(columns)
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  return found(stored, `annotation "${id}"`)
}

export async function addAnnotation(
  settings: Settings,
  site: number,
  input: AnnotationInput,
  now: number,
): Promise<Annotation> {
  const id = nanoid(12)
  await settings
    .insertInto('annotation')
    .values({ id, site, ...row(input), created_at: now })
    .execute()
  return { id, ...input }
}

export async function replaceAnnotation(
  settings: Settings,
  site: number,
  id: string,
  input: AnnotationInput,
): Promise<Annotation> {
  const stored = await settings
    .updateTable('annotation')
    .set(row(input))
    .where('site', '=', site)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
  return found(stored, `annotation "${id}"`)
}

export async function removeAnnotation(
  settings: Settings,
  site: number,
  id: string,
): Promise<void> {
  const done = await settings
    .deleteFrom('annotation')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `annotation "${id}"`)
}
