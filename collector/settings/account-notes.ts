import { z } from 'zod'
import type { Settings } from './tables.ts'

/** As it lies in the file; `at`: when it was last written. */
export interface AccountNoteRow {
  site: number
  account: string
  owner: string
  note: string
  at: number
}

/** Who looks after an account, and what is to be known of it; empty texts: nobody, nothing. */
export const AccountNote = z.object({
  owner: z.string().trim().max(120).default(''),
  note: z.string().trim().max(4_000).default(''),
})
export type AccountNote = z.infer<typeof AccountNote>

/** By account. */
export async function accountNotes(
  settings: Settings,
  site: number,
): Promise<Map<string, AccountNote>> {
  const rows = await settings
    .selectFrom('account_note')
    .select(['account', 'owner', 'note'])
    .where('site', '=', site)
    .execute()
  return new Map(rows.map(({ account, ...note }) => [account, note]))
}

/** Of an account that is erased. */
export async function forgetAccountNote(
  settings: Settings,
  site: number,
  account: string,
): Promise<void> {
  await settings
    .deleteFrom('account_note')
    .where('site', '=', site)
    .where('account', '=', account)
    .execute()
}

/** Writes it, or, where nothing is left to say, takes it away. */
export async function replaceAccountNote(
  settings: Settings,
  { site, account, owner, note, at }: AccountNoteRow,
): Promise<void> {
  if (owner === '' && note === '') {
    await settings
      .deleteFrom('account_note')
      .where('site', '=', site)
      .where('account', '=', account)
      .execute()
    return
  }
  await settings
    .insertInto('account_note')
    .values({ site, account, owner, note, at })
    .onConflict((conflict) =>
      conflict.columns(['site', 'account']).doUpdateSet({ owner, note, at }),
    )
    .execute()
}
