import type Database from 'better-sqlite3'
import { thoroughly } from '../thoroughly.ts'
import { type Box, isSealed } from './box.ts'

interface StoredSecret {
  id: string
  secret: string
}

/** Where secrets lie that must be read again. */
const PLACES = [
  { table: 'user', column: 'totp', place: totpPlace },
  { table: 'share', column: 'key', place: sharePlace },
  { table: 'channel_out', column: 'target', place: targetPlace },
  { table: 'channel_out', column: 'secret', place: channelSecretPlace },
] as const

export function totpPlace(user: string): string {
  return `totp:${user}`
}

export function sharePlace(share: string): string {
  return `share:${share}`
}

export function targetPlace(channel: string): string {
  return `channel-out:${channel}`
}

export function channelSecretPlace(channel: string): string {
  return `channel-out-secret:${channel}`
}

function secretsAt(
  db: Database.Database,
  { table, column }: (typeof PLACES)[number],
): StoredSecret[] {
  const all = db.prepare<[], StoredSecret>(
    `select id, ${column} as secret from ${table} where ${column} is not null order by id`,
  )
  return all.all()
}

/** Seals what an earlier version left in clear, and overwrites it in the file. */
export function sealSecrets(db: Database.Database, { seal }: Box): void {
  const clear = PLACES.flatMap((where) =>
    secretsAt(db, where).flatMap((row) => (isSealed(row.secret) ? [] : [{ ...where, ...row }])),
  )
  if (clear.length === 0) return
  thoroughly(db, () => {
    for (const { table, column, place, id, secret } of clear) {
      const sealed = seal(secret, place(id))
      db.prepare(`update ${table} set ${column} = ? where id = ?`).run(sealed, id)
    }
  })
  db.pragma('wal_checkpoint(truncate)')
}

/** How many secrets the key of this folder does not open: it is not the one they were sealed with. */
export function lostSecrets(db: Database.Database, { open }: Box): number {
  const lost = PLACES.flatMap((where) =>
    secretsAt(db, where).filter(({ id, secret }) => open(secret, where.place(id)) === undefined),
  )
  return lost.length
}
