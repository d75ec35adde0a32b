import type { Selectable } from 'kysely'
import { z } from 'zod'
import { newId } from '../new-id.ts'
import { found, Refusal, unique } from '../refusal.ts'
import {
  AlertInput,
  alertFields,
  BrokenReason,
  CONDITIONS,
  judgedBy,
  Reading,
} from './alert-definition.ts'
import { requireKnownNames } from './alert-names.ts'
import type { Settings, Tables } from './tables.ts'

/** A site's; each is judged again and again. */
const MOST = 2_000

const Status = z.object({
  /** `waiting`: nothing has been judged yet. */
  state: z.enum(['waiting', ...CONDITIONS, 'paused']),
  /** Begin of the first interval of the breach. */
  since: z.iso.datetime().nullable(),
  /** The latest interval that was judged. */
  reading: Reading.nullable(),
  reason: BrokenReason.nullable(),
  /** In quiet hours something happened that nobody was told of yet. */
  held: z.boolean(),
})
export type AlertStatus = z.infer<typeof Status>

export const Alert = z.object({ ...alertFields, id: z.string(), status: Status })
export type Alert = z.infer<typeof Alert>

/** As it was written. */
export function inputOf({ name, definition, paused }: Definition): AlertInput {
  return AlertInput.parse({ name, ...JSON.parse(definition), paused: paused === 1 })
}

type Definition = Pick<AlertRow, 'name' | 'definition' | 'paused'>
type AlertRow = Selectable<Tables['alert']>
type State = Partial<{ [K in keyof Selectable<Tables['alert_state']>]: unknown }>
type Row = AlertRow & { [K in (typeof STATE)[number]]: State[K] }

/** As it was written, of what is told of it. */
export function inputIn({ id: _, status: __, ...input }: Alert): AlertInput {
  return input
}

const STATE = ['judged_by', 'condition', 'told', 'since', 'reading', 'reason'] as const
const NOTHING: AlertStatus = {
  ...{ state: 'waiting', since: null, reading: null, reason: null, held: false },
}

function statusOf(row: Row, alert: AlertInput): AlertStatus {
  const known = row.judged_by === judgedBy(alert) ? readStatus(row) : NOTHING
  return alert.paused ? { ...known, state: 'paused' } : known
}

function readStatus({ condition, told, since, reading, reason }: Row): AlertStatus {
  return Status.parse({
    state: condition,
    since: typeof since === 'number' ? new Date(since).toISOString() : null,
    reading: typeof reading === 'string' ? JSON.parse(reading) : null,
    reason: typeof reason === 'string' ? JSON.parse(reason) : null,
    held: condition !== told,
  })
}

function alertOf(row: Row): Alert {
  const alert = inputOf(row)
  return { ...alert, id: row.id, status: statusOf(row, alert) }
}

function columns({ name, paused, ...definition }: AlertInput): Definition {
  return { name, definition: JSON.stringify(definition), paused: Number(paused) }
}

function rowsOf(settings: Settings, site: number) {
  return settings
    .selectFrom('alert as a')
    .leftJoin('alert_state as s', 's.alert', 'a.id')
    .selectAll('a')
    .select(STATE.map((column) => `s.${column}` as const))
    .where('a.site', '=', site)
}

/** The latest made first. */
export async function listAlerts(settings: Settings, site: number): Promise<Alert[]> {
  const rows = await rowsOf(settings, site)
    .orderBy('a.created_at', 'desc')
    .orderBy('a.id')
    .execute()
  return rows.map(alertOf)
}

export async function alertById(settings: Settings, site: number, id: string): Promise<Alert> {
  const row = await rowsOf(settings, site).where('a.id', '=', id).executeTakeFirst()
  return alertOf(found(row, `alert "${id}"`))
}

function taken({ name }: AlertInput): string {
  return `there is already an alert "${name}"`
}

export async function addAlert(
  settings: Settings,
  site: number,
  input: AlertInput,
  now: number,
): Promise<Alert> {
  const { count } = await settings
    .selectFrom('alert')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('site', '=', site)
    .executeTakeFirstOrThrow()
  if (count >= MOST) {
    const most = MOST.toLocaleString('en')
    throw new Refusal(422, `a site has at most ${most} alerts; remove one that nobody needs`)
  }
  await requireKnownNames(settings, site, input)
  const row = { id: newId(), site, ...columns(input), created_at: now }
  await unique(taken(input), () => settings.insertInto('alert').values(row).execute())
  return await alertById(settings, site, row.id)
}

/** What is judged otherwise from now on starts anew: what was said of it before is no longer true. */
export async function replaceAlert(
  settings: Settings,
  site: number,
  id: string,
  input: AlertInput,
): Promise<Alert> {
  const before = await alertById(settings, site, id)
  await requireKnownNames(settings, site, input, before)
  const done = await unique(taken(input), () =>
    settings
      .updateTable('alert')
      .set(columns(input))
      .where('site', '=', site)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  found(done.numUpdatedRows > 0 || undefined, `alert "${id}"`)
  // It is looked at as soon as can be: what it says now may be judged at another time.
  await settings.updateTable('alert_state').set({ due_at: 0 }).where('alert', '=', id).execute()
  return await alertById(settings, site, id)
}

export async function removeAlert(settings: Settings, site: number, id: string): Promise<void> {
  const done = await settings
    .deleteFrom('alert')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `alert "${id}"`)
}
