import type { Selectable } from 'kysely'
import { nanoid } from 'nanoid'
import { z } from 'zod'
import { Filters } from './filter.ts'
import { found, unique } from './refusal.ts'
import type { Settings, Tables } from './tables.ts'

/** Filters with a name, so that they can be used again. */
export const SegmentInput = z.object({
  name: z.string().trim().min(1).max(120),
  filters: Filters.min(1),
})
export type SegmentInput = z.infer<typeof SegmentInput>

export const Segment = SegmentInput.extend({ id: z.string() })
export type Segment = z.infer<typeof Segment>

function segmentOf(row: Selectable<Tables['segment']>): Segment {
  return Segment.parse({ id: row.id, name: row.name, filters: JSON.parse(row.filters) })
}

export async function listSegments(settings: Settings, site: number): Promise<Segment[]> {
  const rows = await settings
    .selectFrom('segment')
    .selectAll()
    .where('site', '=', site)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(segmentOf)
}

export async function segmentById(settings: Settings, site: number, id: string): Promise<Segment> {
  const segments = await listSegments(settings, site)
  return found(
    segments.find((segment) => segment.id === id),
    `segment "${id}"`,
  )
}

export async function addSegment(
  settings: Settings,
  site: number,
  input: SegmentInput,
  now: number,
): Promise<Segment> {
  const { name, filters } = input
  const row = { id: nanoid(12), site, name, filters: JSON.stringify(filters), created_at: now }
  await unique(`there is already a segment "${name}"`, () =>
    settings.insertInto('segment').values(row).execute(),
  )
  return segmentOf(row)
}

export async function replaceSegment(
  settings: Settings,
  site: number,
  id: string,
  input: SegmentInput,
): Promise<Segment> {
  const row = await unique(`there is already a segment "${input.name}"`, () =>
    settings
      .updateTable('segment')
      .set({ name: input.name, filters: JSON.stringify(input.filters) })
      .where('site', '=', site)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  )
  return segmentOf(found(row, `segment "${id}"`))
}

export async function removeSegment(settings: Settings, site: number, id: string): Promise<void> {
  const done = await settings
    .deleteFrom('segment')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `segment "${id}"`)
}
