import type { Digest, DigestInput } from '../../collector/digests/digests.ts'
import { ask, sitePath } from '../api.ts'
import { ownsSite, siteHere } from './sites.ts'
import { listOf } from './things.ts'

export type { Digest }

/** The digests of the site in view, for its owners. */
export const digests = listOf('digests', { may: () => ownsSite.value })

/** A digest as it is filled in. */
export interface DigestDraft {
  /** Addresses as they were typed, with anything between them that is no part of one. */
  to: string
  per: Digest['per']
  at: string
  /** 1 Monday … 7 Sunday; empty: the first day after the week. */
  weekday: string
  timezone: string
  language: Digest['language']
}

/** A new one: to nobody yet, on Monday morning where the reader is. */
export function freshDraft(
  timezone: string,
  language: Digest['language'],
  own: string | null,
): DigestDraft {
  return { to: own ?? '', per: 'week', at: '08:00', weekday: '1', timezone, language }
}

export function draftOf({ to, per, at, weekday, timezone, language }: Digest): DigestDraft {
  const day = weekday === null ? '' : String(weekday)
  return { to: to.join('\n'), per, at, weekday: day, timezone, language }
}

export function addressesIn(typed: string): string[] {
  return typed.split(/[\s,;，；、]+/u).filter((address) => address !== '')
}

export function inputOf({ to, weekday, ...draft }: DigestDraft): DigestInput {
  const day = draft.per === 'week' && weekday !== '' ? Number(weekday) : null
  return { ...draft, to: addressesIn(to), weekday: day }
}

/** Where the mail is shown as it would be now. */
export function previewAddress(id: string): string {
  return sitePath(siteHere(), `digests/${id}/preview`)
}

/** Sends it to whoever is signed in; answers where it went. */
export async function sendTest(id: string): Promise<string> {
  const param = { site: siteHere(), id }
  return (await ask('POST', '/api/sites/:site/digests/:id/test', { param })).to
}
