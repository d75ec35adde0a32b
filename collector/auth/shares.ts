import { timingSafeEqual } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { HOUR } from '../durations.ts'
import { unknownName } from '../nearest.ts'
import { newId } from '../new-id.ts'
import { found, Refusal } from '../refusal.ts'
import { listSegments } from '../settings/segments.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { boxOf } from './box.ts'
import { End } from './end.ts'
import { hashPassword } from './password.ts'
import { LEAST_SHARE_PASSWORD } from './password-length.ts'
import { sharePlace } from './seal-secrets.ts'
import { hashSecret, newSecret } from './secret.ts'
import { reportsOf, SharedReportList, storedReports } from './shared-reports.ts'
import { newPassword, refuseCommon } from './users.ts'

export const ShareInput = z.object({
  name: z.string().trim().min(1).max(120),
  /** Its id; null: all of the site's visits. */
  segment: z.string().nullable().default(null),
  /** Beside the counts of visits, which every link shows. */
  reports: SharedReportList.default([]),
  password: newPassword(LEAST_SHARE_PASSWORD).nullable().default(null),
  expires_at: End.default(null),
})
export type ShareInput = z.infer<typeof ShareInput>

/** What is left out stays. What a link shows never changes: whoever has it was told what it is. */
export const ShareChange = z.object({
  name: ShareInput.shape.name.optional(),
  password: ShareInput.shape.password.unwrap().optional(),
  expires_at: ShareInput.shape.expires_at.unwrap().optional(),
})
export type ShareChange = z.infer<typeof ShareChange>

export const Share = z.object({
  id: z.string(),
  name: z.string(),
  /** Where it opens, below the server's own address; null where the key to the database's secrets is not the one it was made with. */
  path: z.string().nullable(),
  segment: z.string().nullable(),
  reports: SharedReportList,
  password_set: z.boolean(),
  expires_at: z.string().nullable(),
  created_at: z.string(),
})
export type Share = z.infer<typeof Share>

export type ShareRow = Selectable<Tables['share']>

function shareOf(settings: Settings, row: ShareRow): Share {
  const key = boxOf(settings).open(row.key, sharePlace(row.id))
  const instant = (at: number) => new Date(at).toISOString()
  return {
    id: row.id,
    name: row.name,
    path: key === undefined ? null : `/share/${key}`,
    segment: row.segment,
    reports: reportsOf(row),
    password_set: row.password !== null,
    expires_at: row.expires_at === null ? null : instant(row.expires_at),
    created_at: instant(row.created_at),
  }
}

/** The links of a site, the oldest first. */
export async function listShares(settings: Settings, site: number): Promise<Share[]> {
  const rows = await settings
    .selectFrom('share')
    .selectAll()
    .where('site', '=', site)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => shareOf(settings, row))
}

export async function shareById(settings: Settings, site: number, id: string): Promise<Share> {
  const shares = await listShares(settings, site)
  return found(
    shares.find((share) => share.id === id),
    `shared link "${id}"`,
  )
}

async function requireSegment(settings: Settings, site: number, id: string): Promise<void> {
  const ids = (await listSegments(settings, site)).map((segment) => segment.id)
  if (!ids.includes(id)) throw new Refusal(422, unknownName('segment', id, ids))
}

/** What is stored of a password; nothing stays nothing. Throws a 422 for a common one. */
async function hashed(password: string | null, name: string): Promise<string | null> {
  if (password === null) return null
  refuseCommon(password, [name])
  return await hashPassword(password)
}

export async function addShare(
  settings: Settings,
  site: number,
  input: ShareInput,
  now: number,
): Promise<Share> {
  const { name, segment, expires_at } = input
  if (segment !== null) await requireSegment(settings, site, segment)
  const key = newSecret()
  const id = newId()
  const row: ShareRow = {
    id,
    site,
    segment,
    name,
    reports: storedReports(input.reports),
    hash: hashSecret(key),
    key: boxOf(settings).seal(key, sharePlace(id)),
    password: await hashed(input.password, name),
    expires_at: expires_at === null ? null : Date.parse(expires_at),
    created_at: now,
  }
  await settings.insertInto('share').values(row).execute()
  return shareOf(settings, row)
}

/** A changed password ends what was opened with the old one. */
export async function changeShare(
  settings: Settings,
  site: number,
  id: string,
  change: ShareChange,
): Promise<Share> {
  const before = await shareById(settings, site, id)
  const { name = before.name, expires_at = before.expires_at } = change
  const { password } = change
  await settings
    .updateTable('share')
    .set({
      name,
      expires_at: expires_at === null ? null : Date.parse(expires_at),
      ...(password === undefined ? {} : { password: await hashed(password, name) }),
    })
    .where('site', '=', site)
    .where('id', '=', id)
    .execute()
  return await shareById(settings, site, id)
}

export async function removeShare(settings: Settings, site: number, id: string): Promise<void> {
  const done = await settings
    .deleteFrom('share')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `shared link "${id}"`)
}

/** Looked up by the key's hash, so that the time it takes tells nothing of the keys there are. */
export async function shareByKey(settings: Settings, key: string): Promise<ShareRow | undefined> {
  return await settings
    .selectFrom('share')
    .selectAll()
    .where('hash', '=', hashSecret(key))
    .executeTakeFirst()
}

export function isOver({ expires_at }: Pick<ShareRow, 'expires_at'>, now: number): boolean {
  return expires_at !== null && expires_at <= now
}

/** Long enough for a day's work; a page left open renews it. */
const PASS_MS = 12 * HOUR
const PASS = /^share\.([\w-]{12})\.([0-9a-z]+)\.([\w-]{43})$/u

/** Whether a bearer token claims to be a pass; tokens of programs begin otherwise. */
export function isPass(secret: string): boolean {
  return secret.startsWith('share.')
}

/** Over what opens the link, so that a changed password voids it and nothing more need be stored. */
function signature(settings: Settings, share: ShareRow, expires: string): Buffer {
  const { id, hash, password } = share
  return boxOf(settings).sign(['pass', id, hash, password ?? '', expires].join('.'))
}

export interface Pass {
  pass: string
  /** Epoch ms. */
  expires_at: number
}

/** `share.<id>.<epoch ms, base 36>.<signature>`: what an opened link asks for reports with. */
export function issuePass(settings: Settings, share: ShareRow, now: number): Pass {
  const expires_at = Math.min(now + PASS_MS, share.expires_at ?? Number.POSITIVE_INFINITY)
  const expires = expires_at.toString(36)
  const signed = signature(settings, share, expires).toString('base64url')
  const pass = `share.${share.id}.${expires}.${signed}`
  return { pass, expires_at }
}

/** The link of a pass, as it is now: a removed or ended one ends its passes at once. */
export async function shareByPass(
  settings: Settings,
  pass: string,
  now: number,
): Promise<ShareRow | undefined> {
  const [, id, expires, signed] = PASS.exec(pass) ?? []
  if (id === undefined || expires === undefined || signed === undefined) return undefined
  const share = await settings
    .selectFrom('share')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (share === undefined || isOver(share, now)) return undefined
  if (Number.parseInt(expires, 36) <= now) return undefined
  const given = Buffer.from(signed, 'base64url')
  const right = signature(settings, share, expires)
  return given.length === right.length && timingSafeEqual(given, right) ? share : undefined
}
