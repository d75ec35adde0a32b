import { batch, signal } from '@preact/signals'
import type { OpenedShare } from '../../collector/http/api/opened-share.ts'
import { ask, askAsGuest, Problem } from '../api.ts'
import { sharedKey } from '../opened-as.ts'
import { forgetAnswers, refreshAll } from './resource.ts'
import { type Site, sites } from './sites.ts'
import { guestGoals, guestNotes } from './things.ts'

export type { OpenedShare }

/** What the opened link shows; undefined while it is closed. */
export const openedShare = signal<OpenedShare>()

/** Why it is closed. */
export const closed = signal<Problem>()

/** This tab's own memory, so that a reload does not ask for the password again. */
const KEPT = `tributary.share.${sharedKey}`

function recallToken(): string | undefined {
  try {
    return sessionStorage.getItem(KEPT) ?? undefined
  } catch {
    return undefined
  }
}

function keepToken(token: string): void {
  try {
    sessionStorage.setItem(KEPT, token)
  } catch {
    // A frame without storage asks again after a reload.
  }
}

/** Opens the link, or says in `closed` why not. */
export async function openShare(password?: string): Promise<void> {
  const token = recallToken()
  const proof = password === undefined ? (token === undefined ? {} : { token }) : { password }
  try {
    enter(await ask('POST', '/api/share', { body: { key: sharedKey ?? '', ...proof } }))
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    // Out of reach or order is no reason to take away what is on show.
    if (failure.status !== 0 && failure.status < 500) shut()
    closed.value = failure
  }
}

function enter(answer: OpenedShare): void {
  keepToken(answer.token)
  askAsGuest(answer.token)
  guestGoals.value = answer.goals
  guestNotes.value = answer.notes
  sites.value = [siteOf(answer)]
  closed.value = undefined
  openedShare.value = answer
}

/** Without a site in view nothing more is asked, the live stream included. */
function shut(): void {
  forgetAnswers()
  batch(() => {
    openedShare.value = undefined
    sites.value = []
  })
}

/** A guest is told what reports need; the rest is as on a new site, and no page of theirs shows it. */
function siteOf({ site: told, event_names, main_goal }: OpenedShare): Site {
  return {
    ...told,
    event_names,
    id: '',
    visit_timeout_minutes: 30,
    split_on_campaign: true,
    identity: 'cookieless',
    hostnames: [],
    retention_days: null,
    max_amount: null,
    trust_traits: false,
    main_goal,
    holdout: 0,
    holdout_since: null,
    umami_website_id: null,
    has_spend: false,
    has_accounts: false,
    created_at: '',
    script: { auto: [], hash: false, do_not_track: false, query: [], clicks: [] },
  }
}

let reopening = false

/** An answer said that the token is over: the link is opened once more, and what is on show asked anew. */
export async function reopenShare(): Promise<void> {
  if (reopening) return
  reopening = true
  await openShare().finally(() => {
    reopening = false
  })
  if (openedShare.peek() && !closed.peek()) refreshAll()
}

const RENEW_MS = 3_600_000

/** A page left open, as on a wall, goes on: its token is renewed long before it runs out. */
export function keepOpen(): void {
  setInterval(() => {
    if (openedShare.peek()) void openShare()
  }, RENEW_MS)
}
