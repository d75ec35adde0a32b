import { newId } from './id.ts'
import type { Properties } from './protocol.ts'
import { stored } from './storage.ts'
import { tag } from './tag.ts'

const mayStore =
  tag.visitor === 'stored' &&
  // A legal signal, not a preference: https://w3c.github.io/gpc/
  !navigator.globalPrivacyControl

/** With `data-consent=wait` an id that is already there is the consent of an earlier page. */
export let storing = mayStore && (!tag.consent || stored('tributary_visitor'))

/** The visitor since a reset, for the rest of the page's life where it may not be stored. */
export let passing: string | undefined

export interface Known {
  account?: string
  traits?: Properties
}

export interface Person extends Known {
  user: string
}
export let person: Person | null | undefined

export const become = (name: string, more?: Known): void => {
  person = { ...more, user: `${name}` }
}

export const visitor = (): string | undefined =>
  (storing && (stored('tributary_visitor') || stored('tributary_visitor', newId()))) || passing

export const forget = (): void => {
  person = null
  passing = newId()
  if (storing) stored('tributary_visitor', passing)
}

export const consent = (given: boolean): void => {
  storing = mayStore && given
  if (!given) {
    passing = undefined
    stored('tributary_visitor', '')
    stored('tributary_queue', '')
  }
}
