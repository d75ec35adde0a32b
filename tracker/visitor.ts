import { say } from './debug.ts'
import { newId } from './id.ts'
import { plain } from './json.ts'
import type { Properties } from './protocol.ts'
import { stored } from './storage.ts'
import { tag } from './tag.ts'

const mayStore =
  tag.visitor === 'stored' &&
  // A legal signal, not a preference: https://w3c.github.io/gpc/
  !navigator.globalPrivacyControl

if (DEBUG && navigator.globalPrivacyControl)
  say('cookieless, for the browser asks for it (Global Privacy Control)')

let given: unknown = !tag.consent

/** The visitor since a reset, for the rest of the page's life where it may not be stored. */
export let passing: string | undefined

export interface Known {
  account?: string
  traits?: Properties
}

export interface Person extends Known {
  user: string
}
export let person: Person | undefined

export const become = (user: string, more?: Known): void => {
  person = plain({ ...more, user })
}

export const store = (id: unknown): string => stored('visitor', `"${id}"`)

/**
 * The stored visitor, where one may be stored; with `data-consent=wait` an id that is already there is the consent of
 * an earlier page. In a list as long as the collector does not know that the visit so far is this visitor's.
 */
export const visitor = (): string | [string] | undefined =>
  mayStore && (stored('visitor') || (given && store(newId())))

export const forget = (): void => {
  person = undefined
  passing = newId()
  if (visitor()) store(passing)
}

export const consent = (now: unknown): void => {
  if (now && mayStore && !visitor()) stored('visitor', `["${newId()}"]`)
  given = now
  if (!now) {
    passing = undefined
    stored('visitor', '')
    stored('queue', '')
  }
}
