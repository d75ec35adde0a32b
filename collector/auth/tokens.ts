import type { Selectable } from 'kysely'
import { z } from 'zod'
import { HOUR } from '../durations.ts'
import { newId } from '../new-id.ts'
import { found } from '../refusal.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { End } from './end.ts'
import { SCOPES } from './scopes.ts'
import { hashSecret, newSecret } from './secret.ts'

export const TokenInput = z.object({
  name: z.string().trim().min(1).max(120).default('token'),
  scopes: z.array(z.enum(SCOPES)).min(1),
  expires_at: End.default(null),
})
export type TokenInput = z.infer<typeof TokenInput>

/** What is left out stays; the secret does in any case. */
export const TokenChange = z.object({
  name: TokenInput.shape.name.unwrap().optional(),
  scopes: TokenInput.shape.scopes.optional(),
  expires_at: TokenInput.shape.expires_at.unwrap().optional(),
})
export type TokenChange = z.infer<typeof TokenChange>

export const Token = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  /** Domain; null: all sites. */
  site: z.string().nullable(),
  expires_at: z.string().nullable(),
  /** To the hour; null: never yet. */
  used_at: z.string().nullable(),
  created_at: z.string(),
})
export type Token = z.infer<typeof Token>

export type TokenRow = Selectable<Tables['token']>

function tokenOf(row: TokenRow & { domain: string | null }): Token {
  const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return Token.parse({
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes),
    site: row.domain,
    expires_at: instant(row.expires_at),
    used_at: instant(row.used_at),
    created_at: instant(row.created_at),
  })
}

/** Epoch ms. */
function instantOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text)
}

function selectTokens(settings: Settings) {
  return settings
    .selectFrom('token')
    .leftJoin('site', 'site.id', 'token.site')
    .selectAll('token')
    .select('site.domain')
}

/** Which tokens somebody may see and change: a site's, and those for all sites if `shared`. */
export interface TokenReach {
  site: number
  shared: boolean
}

/** Tokens within reach, or all of them. */
export async function listTokens(settings: Settings, reach?: TokenReach): Promise<Token[]> {
  const tokens = selectTokens(settings).orderBy('token.created_at').orderBy('token.id')
  const rows = await tokens.execute()
  return rows.filter(({ site }) => isWithin(site, reach)).map(tokenOf)
}

function isWithin(site: number | null, reach: TokenReach | undefined): boolean {
  if (reach === undefined) return true
  return site === null ? reach.shared : site === reach.site
}

/** `site` null: for all sites. The secret is answered here and never again. */
export async function addToken(
  settings: Settings,
  site: number | null,
  input: TokenInput,
  now: number,
): Promise<Token & { token: string }> {
  const secret = `tributary_${newSecret()}`
  const id = newId()
  await settings
    .insertInto('token')
    .values({
      id,
      hash: hashSecret(secret),
      name: input.name,
      scopes: JSON.stringify(input.scopes),
      site,
      segment: null,
      expires_at: instantOf(input.expires_at),
      used_at: null,
      created_at: now,
    })
    .execute()
  const row = await selectTokens(settings).where('token.id', '=', id).executeTakeFirstOrThrow()
  return { ...tokenOf(row), token: secret }
}

export async function tokenById(
  settings: Settings,
  reach: TokenReach | undefined,
  id: string,
): Promise<Token> {
  const tokens = await listTokens(settings, reach)
  return found(
    tokens.find((token) => token.id === id),
    `token "${id}"`,
  )
}

export async function changeToken(
  settings: Settings,
  reach: TokenReach,
  id: string,
  change: TokenChange,
): Promise<Token> {
  const before = await tokenById(settings, reach, id)
  const { name = before.name, scopes = before.scopes, expires_at = before.expires_at } = change
  await settings
    .updateTable('token')
    .set({ name, scopes: JSON.stringify(scopes), expires_at: instantOf(expires_at) })
    .where('id', '=', id)
    .execute()
  return await tokenById(settings, reach, id)
}

/** The row of a secret, unless it ran out. */
export async function tokenBySecret(
  settings: Settings,
  secret: string,
  now: number,
): Promise<TokenRow | undefined> {
  const row = await settings
    .selectFrom('token')
    .selectAll()
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  const over = row?.expires_at != null && row.expires_at <= now
  return over ? undefined : row
}

/** Writes down that it was used, once an hour at most. */
export async function noteUse(
  settings: Settings,
  { id, used_at }: Pick<TokenRow, 'id' | 'used_at'>,
  now: number,
): Promise<void> {
  if (used_at !== null && Math.abs(now - used_at) < HOUR) return
  await settings.updateTable('token').set({ used_at: now }).where('id', '=', id).execute()
}

/** Throws a 404 when there is none within reach; without one, all are. */
export async function removeToken(
  settings: Settings,
  id: string,
  reach?: TokenReach,
): Promise<void> {
  await tokenById(settings, reach, id)
  await settings.deleteFrom('token').where('id', '=', id).execute()
}
