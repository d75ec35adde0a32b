import type { Selectable } from 'kysely'
import { z } from 'zod'
import { newId } from '../new-id.ts'
import { found, Refusal, unique } from '../refusal.ts'
import type { Settings, Tables } from './tables.ts'

/** A site's; more would be a list that nobody finds anything in. */
const MOST = 500

/** A place in the dashboard below its site, such as `/links/saved`; empty: the site's first page. */
const PATH = /^(?:\/[\w~-]+)*$/
/** As an address has it: nothing, or a question mark and what is asked, of which nothing ends it. */
const SEARCH = /^(?:\?[^#\s\p{C}]*)?$/u

const fields = {
  name: z.string().trim().min(1).max(120),
  path: z.string().max(200).regex(PATH, 'a path below the site, like /links/saved'),
  search: z.string().max(4_000).regex(SEARCH, 'empty, or like ?period=30d').default(''),
  /** Stands where it is at hand. */
  pinned: z.boolean().default(false),
}

/** What the dashboard shows at an address, under a name. */
export const SavedViewInput = z.object(fields)
export type SavedViewInput = z.infer<typeof SavedViewInput>

export const SavedView = SavedViewInput.extend({ id: z.string() })
export type SavedView = z.infer<typeof SavedView>

type Row = Omit<Selectable<Tables['saved_view']>, 'site' | 'created_at'>

const columns = ['id', 'name', 'path', 'search', 'pinned'] as const

function viewOf({ pinned, ...row }: Row): SavedView {
  return { ...row, pinned: pinned === 1 }
}

function taken(name: string): string {
  return `there is already a view "${name}"`
}

/** What is pinned first, then by name. */
export async function listSavedViews(settings: Settings, site: number): Promise<SavedView[]> {
  const rows = await settings
    .selectFrom('saved_view')
    .select(columns)
    .where('site', '=', site)
    .orderBy('pinned', 'desc')
    .orderBy('name')
    .execute()
  return rows.map(viewOf)
}

export async function savedViewById(
  settings: Settings,
  site: number,
  id: string,
): Promise<SavedView> {
  const row = await settings
    .selectFrom('saved_view')
    .select(columns)
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  return viewOf(found(row, `view "${id}"`))
}

export async function addSavedView(
  settings: Settings,
  site: number,
  { pinned, ...input }: SavedViewInput,
  now: number,
): Promise<SavedView> {
  if ((await listSavedViews(settings, site)).length >= MOST) {
    throw new Refusal(422, `a site has at most ${MOST} views`)
  }
  const id = newId()
  const row = { id, site, ...input, pinned: Number(pinned), created_at: now }
  await unique(taken(input.name), () => settings.insertInto('saved_view').values(row).execute())
  return { id, ...input, pinned }
}

export async function replaceSavedView(
  settings: Settings,
  site: number,
  id: string,
  { pinned, ...input }: SavedViewInput,
): Promise<SavedView> {
  const row = await unique(taken(input.name), () =>
    settings
      .updateTable('saved_view')
      .set({ ...input, pinned: Number(pinned) })
      .where('site', '=', site)
      .where('id', '=', id)
      .returning(columns)
      .executeTakeFirst(),
  )
  return viewOf(found(row, `view "${id}"`))
}

export async function removeSavedView(settings: Settings, site: number, id: string): Promise<void> {
  const done = await settings
    .deleteFrom('saved_view')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `view "${id}"`)
}
