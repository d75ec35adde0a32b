import { signal } from '@preact/signals'
import type { AlertDraft } from './alert-draft.ts'

/** What an alert is to begin with that somebody asked for on a page; undefined while nobody does. */
export const alertAsked = signal<Partial<AlertDraft>>()
