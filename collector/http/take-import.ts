import { z } from '@hono/zod-openapi'
import { databasePath } from '../database-path.ts'
import { DAY } from '../durations.ts'
import { wouldCome } from '../imported/would-come.ts'
import { type Reading, readElsewhere } from '../moving/elsewhere.ts'
import { FORMATS } from '../moving/format.ts'
import { mappingOf } from '../moving/table/mapping.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { refusalOf } from '../refusal-of.ts'
import { isImportedByCommand } from '../serve-lock.ts'
import { type HistoryImport, historyImport } from '../settings/history-imports.ts'
import { removalsOver } from '../settings/removals.ts'
import type { AppContext } from './environment.ts'
import { actorOf, noteChange } from './history.ts'
import { lookAt } from './look-at-file.ts'
import { type SpooledFile, spool } from './spooled-file.ts'
import { cameOf, type Import, type ImportPreview, toldImport } from './told-import.ts'

export const THING = 'imports'

const Flag = z.enum(['true', 'false', '']).transform((text) => text !== 'false')

/** How the file is to be read, and what it is called. */
export const Asked = z.strictObject({
  format: z.enum(FORMATS).optional().openapi({ description: 'Found out when absent' }),
  name: z.string().max(200).optional().openapi({ description: 'What the file is called' }),
  dry_run: Flag.optional().openapi({ description: 'Store nothing, and say what would come' }),
  website: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: 'Of a file that holds several (Umami): its id' }),
  mapping: z
    .string()
    .max(8_000)
    .optional()
    .openapi({ description: 'Of any other table: at=Date,url=Page,visitor=Session, or as JSON' }),
})
type Asked = z.infer<typeof Asked>

/** So long an answer waits for the end: most files are in by then. */
const WAIT_MS = 10_000

function askedOf(c: AppContext): Asked {
  const query = Asked.safeParse(c.req.query())
  if (!query.success) throw refusalOf(query.error, c.req.query())
  return query.data
}

async function readIn(
  c: AppContext,
  asked: Asked,
  file: SpooledFile,
  id: string,
): Promise<Reading> {
  const { domain, timezone, currency, umami_website_id } = c.var.site
  const {
    format,
    name = 'file',
    website = umami_website_id ?? undefined,
    mapping,
    dry_run = false,
  } = asked
  return await readElsewhere({
    path: file.path,
    name,
    format: format ?? null,
    options: {
      ...{ domain, timezone, currency, website },
      mapping: mapping === undefined ? undefined : mappingOf(mapping),
    },
    mark: dry_run ? null : id,
    latest: c.var.shared.now() + DAY,
    tried: dry_run ? databasePath(c.var.shared.config.data) : null,
  })
}

async function preview(c: AppContext, reading: Reading): Promise<ImportPreview> {
  const { format, kind, label, table } = reading.found
  const { standing, ...seen } = await lookAt(reading, {
    now: c.var.shared.now,
    wouldCome: (measuring) => wouldCome(c.var.shared.file, Number(c.var.site.id), measuring),
  })
  return { format, kind, label, table, ...cameOf(standing, kind, c.var.site), ...seen }
}

/** A file of history: looked at, or begun to be brought in. */
export async function takeImport(c: AppContext): Promise<Response> {
  const asked = askedOf(c)
  const { imports } = c.var.shared
  if (!asked.dry_run) imports.requireRoom(c.var.site)
  const leave = imports.enter(c.var.site)
  try {
    return await taken(c, asked)
  } finally {
    leave()
  }
}

async function taken(c: AppContext, asked: Asked): Promise<Response> {
  const id = newId()
  const file = await spool(c)
  const reading = await readIn(c, asked, file, id).catch((error: unknown) => {
    file.remove()
    throw error
  })
  const close = async () => {
    await reading.close()
    file.remove()
  }
  if (asked.dry_run) {
    const looked = await preview(c, reading).finally(close)
    return c.json(looked, 200)
  }
  const begun = { id, reading, name: asked.name ?? null, done: file.remove }
  const ended = await begin(c, begun).catch(async (error: unknown) => {
    await close()
    throw error
  })
  // From here on what is read is the import's own to close.
  return await told(c, begun, ended)
}

interface Begun {
  id: string
  reading: Reading
  name: string | null
  done(): void
}

/** Answers what resolves when it has ended. */
async function begin(
  c: AppContext,
  { id, reading, name, done }: Begun,
): Promise<{ ended: Promise<void> }> {
  const { imports, file } = c.var.shared
  const { site } = c.var
  await reading.begun()
  await removalsOver(file, Number(site.id))
  const actor = actorOf(c.var.caller)
  return await imports.start({ id, site, file: name, actor, reading, done })
}

async function told(
  c: AppContext,
  { id, reading, name }: Begun,
  { ended }: { ended: Promise<void> },
): Promise<Response> {
  const after = { import: id, format: reading.found.format, file: name }
  await noteChange(c, { what: 'added', thing: THING, after })
  await Promise.race([ended, later(WAIT_MS)])
  const answer = await importOf(c, id)
  return c.json(answer, answer.state === 'running' ? 202 : 200)
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

export function tellImport(c: AppContext, row: HistoryImport): Import {
  const standing = c.var.shared.imports.standing(row.id)
  const runs = standing ?? (isInCommand(c, row) ? 'in a command' : undefined)
  return toldImport(row, runs, c.var.site)
}

function isInCommand(c: AppContext, { id, state }: HistoryImport): boolean {
  return state === 'running' && isImportedByCommand(c.var.shared.config.data, id)
}

/** Throws a 409 for an import that only whoever runs its command can end. */
export function requireEndable(c: AppContext, row: HistoryImport): void {
  if (c.var.shared.imports.standing(row.id) === undefined && isInCommand(c, row))
    throw new Refusal(
      409,
      'a command is bringing this file in: end it there (Ctrl+C), or wait for it',
    )
}

/** Throws a 404 for one that is not there. */
export async function importOf(c: AppContext, id: string): Promise<Import> {
  return tellImport(c, await historyImport(c.var.shared.settings, Number(c.var.site.id), id))
}
