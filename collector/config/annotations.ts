import { nanoid } from 'nanoid'
import { z } from 'zod'
import { found } from './refusal.ts'
import type { Settings } from './tables.ts'

/** A remark on a day of the site's calendar. */
export const AnnotationInput = z.object({
  day: z.iso.date(),
  text: z.string().trim().min(1).max(500),
})
export type AnnotationInput = z.infer<typeof AnnotationInput>

export const Annotation = AnnotationInput.extend({ id: z.string() })
export type Annotation = z.infer<typeof Annotation>

const columns = ['id', 'day', 'text'] as const

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
  const row = await settings
    .selectFrom('annotation')
    .select(columns)
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  return found(row, `annotation "${id}"`)
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
    .values({ id, site, ...input, created_at: now })
    .execute()
  return { id, ...input }
}

export async function replaceAnnotation(
  settings: Settings,
  site: number,
  id: string,
  input: AnnotationInput,
): Promise<Annotation> {
  const row = await settings
    .updateTable('annotation')
    .set(input)
    .where('site', '=', site)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
  return found(row, `annotation "${id}"`)
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
