import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { boxOf } from '../auth/box.ts'
import { channelSecretPlace, targetPlace } from '../auth/seal-secrets.ts'
import { newId } from '../new-id.ts'
import { found, Refusal } from '../refusal.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { CHANNEL_KINDS, type ChannelKind } from '../vocabulary.ts'
import { type Consent, consentOf } from './consent.ts'
import { SIGNED } from './kinds.ts'
import { masked, wrongTarget } from './target.ts'
import { RESTORABLE_MS } from './tidy.ts'

/** A site's; more would be a list that nobody looks through. */
const MOST = 100

const fields = {
  kind: z.enum(CHANNEL_KINDS),
  /** An address, or the URL that the chat or program gave. */
  to: z.string().trim().min(1).max(2_000),
  /** What messages are signed with. A webhook is given one where there is none. */
  secret: z.string().trim().min(8).max(200).nullable(),
  name: z.string().trim().min(1).max(120).nullable(),
}

export const ChannelOutInput = z.object({
  ...fields,
  secret: fields.secret.default(null),
  name: fields.name.default(null),
})
export type ChannelOutInput = z.infer<typeof ChannelOutInput>

/** What is left out stays, and so does `to` where it is given as it was told. What kind it is stays in any case, and may be said. */
export const ChannelOutChange = z.object({
  kind: fields.kind.optional(),
  to: fields.to.optional(),
  secret: fields.secret.optional(),
  name: fields.name.optional(),
})
export type ChannelOutChange = z.infer<typeof ChannelOutChange>

export const ChannelOut = z.object({
  id: z.string(),
  kind: fields.kind,
  name: z.string().nullable(),
  /** Of a URL only where it leads: the rest is a key. null where the key to the database's secrets is not the one it was kept with. */
  to: z.string().nullable(),
  secret_set: z.boolean(),
  /** Whether things are told by it. Of an address that no owner has typed in, once whoever has it says yes. */
  confirmed: z.boolean(),
  /** Whoever has the address wants nothing of the site; only they can change that. */
  declined: z.boolean(),
  created_at: z.iso.datetime(),
})
export type ChannelOut = z.infer<typeof ChannelOut>

/** As it is told once, to whoever adds it. */
export const AddedChannelOut = ChannelOut.extend({ secret: z.string().nullable() })
export type AddedChannelOut = z.infer<typeof AddedChannelOut>

export type ChannelOutRow = Selectable<Tables['channel_out']>

/** What is sealed in a row; undefined of what this folder's key does not open. */
export function openedChannel(
  settings: Settings,
  { id, target, secret }: Pick<ChannelOutRow, 'id' | 'target' | 'secret'>,
): { to: string | undefined; secret: string | null | undefined } {
  const { open } = boxOf(settings)
  return {
    to: target === null ? undefined : open(target, targetPlace(id)),
    secret: secret === null ? null : open(secret, channelSecretPlace(id)),
  }
}

function channelOf(settings: Settings, row: ChannelOutRow): ChannelOut {
  const kind = row.kind as ChannelKind
  const { to } = openedChannel(settings, row)
  return {
    id: row.id,
    kind,
    name: row.name,
    to: to === undefined ? null : masked(kind, to),
    secret_set: row.secret !== null,
    confirmed: row.consent === 'given',
    declined: row.consent === 'declined',
    created_at: new Date(row.created_at).toISOString(),
  }
}

function rowsOf(settings: Settings, site: number) {
  return settings
    .selectFrom('channel_out')
    .selectAll()
    .where('site', '=', site)
    .where('removed_at', 'is', null)
}

/** The oldest first. */
export async function listChannelsOut(settings: Settings, site: number): Promise<ChannelOut[]> {
  const rows = await rowsOf(settings, site).orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => channelOf(settings, row))
}

/** Throws a 404. */
export async function channelOutRow(
  settings: Settings,
  site: number,
  id: string,
): Promise<ChannelOutRow> {
  const row = await rowsOf(settings, site).where('id', '=', id).executeTakeFirst()
  return found(row, `way out "${id}"`)
}

export async function channelOutById(
  settings: Settings,
  site: number,
  id: string,
): Promise<ChannelOut> {
  return channelOf(settings, await channelOutRow(settings, site, id))
}

function requireTarget(kind: ChannelKind, to: string): void {
  const wrong = wrongTarget(kind, to)
  if (wrong === undefined) return
  throw new Refusal(422, `"to" ${wrong}`, [{ path: 'to', message: wrong }])
}

function requireSignable(kind: ChannelKind, secret: string | null): void {
  if (secret === null || SIGNED.has(kind)) return
  const message = `is nothing that ${kind} knows: leave it out`
  throw new Refusal(422, `"secret" ${message}`, [{ path: 'secret', message }])
}

function sealed(settings: Settings, text: string | null, place: string): string | null {
  return text === null ? null : boxOf(settings).seal(text, place)
}

/** Of whoever types an address in: whether they `speak` for the site, as its owners do, or it is asked first. */
interface Speaking {
  speaks?: boolean | undefined
}

async function consentTo(
  settings: Settings,
  { site, kind, to }: { site: number; kind: ChannelKind; to: string },
  { speaks = true }: Speaking,
): Promise<Consent> {
  return kind === 'email' ? await consentOf(settings, { site, email: to }, speaks) : 'given'
}

/** Answers the secret as well, which nobody is told again. */
export async function addChannelOut(
  settings: Settings,
  site: number,
  { kind, to, name, secret, ...speaking }: ChannelOutInput & Speaking,
  now: number,
): Promise<AddedChannelOut> {
  requireTarget(kind, to)
  requireSignable(kind, secret)
  if ((await listChannelsOut(settings, site)).length >= MOST) {
    throw new Refusal(422, `a site has at most ${MOST} ways out`)
  }
  const made = kind === 'webhook' && secret === null ? newSigningSecret() : secret
  const id = newId()
  const row: ChannelOutRow = {
    id,
    site,
    kind,
    name,
    target: sealed(settings, to, targetPlace(id)),
    secret: sealed(settings, made, channelSecretPlace(id)),
    created_at: now,
    removed_at: null,
    consent: await consentTo(settings, { site, kind, to }, speaking),
  }
  await settings.insertInto('channel_out').values(row).execute()
  return { ...channelOf(settings, row), secret: made }
}

function newSigningSecret(): string {
  return `whsec_${randomBytes(24).toString('base64url')}`
}

export async function changeChannelOut(
  settings: Settings,
  site: number,
  id: string,
  change: ChannelOutChange & Speaking,
): Promise<ChannelOut> {
  const row = await channelOutRow(settings, site, id)
  const before = channelOf(settings, row)
  const { kind } = before
  const set: Partial<ChannelOutRow> = {}
  if (change.name !== undefined) set.name = change.name
  if (change.to !== undefined && change.to !== before.to) {
    requireTarget(kind, change.to)
    set.target = sealed(settings, change.to, targetPlace(id))
  }
  // An owner who writes it down again has typed it in.
  if (change.to !== undefined && (change.to !== before.to || change.speaks !== false)) {
    set.consent = await consentTo(settings, { site, kind, to: change.to }, change)
  }
  if (change.secret !== undefined) {
    requireSignable(kind, change.secret)
    set.secret = sealed(settings, change.secret, channelSecretPlace(id))
  }
  if (Object.keys(set).length > 0) {
    await settings.updateTable('channel_out').set(set).where('id', '=', id).execute()
  }
  return channelOf(settings, { ...row, ...set })
}

/** It can be brought back for a day, and so long what is to go out by it waits. */
export async function removeChannelOut(
  settings: Settings,
  site: number,
  id: string,
  now: number,
): Promise<void> {
  await channelOutRow(settings, site, id)
  await settings.updateTable('channel_out').set({ removed_at: now }).where('id', '=', id).execute()
}

/** Brings back what was removed a day ago or later. Throws a 404. */
export async function restoreChannelOut(
  settings: Settings,
  site: number,
  id: string,
  now: number,
): Promise<ChannelOut> {
  const row = await settings
    .updateTable('channel_out')
    .set({ removed_at: null })
    .where('site', '=', site)
    .where('id', '=', id)
    .where('removed_at', '>', now - RESTORABLE_MS)
    .where('target', 'is not', null)
    .returningAll()
    .executeTakeFirst()
  return channelOf(settings, found(row, `way out "${id}" that could be brought back`))
}
