import { isKnownMedium } from './channels.ts'
import { normalise } from './normalise.ts'
import type { Tags } from './tags.ts'

/** What is wrong with a campaign link; *data quality* counts these words. */
export type Warning =
  | 'unexpanded_macro'
  | 'source_equals_medium'
  | 'unknown_medium'
  | 'second_question_mark'
  | 'email_value'

/** `{campaignid}` (Google, Microsoft), `{{ad.name}}` (Meta), `__CID__` (TikTok). */
const MACRO = /\{[^{}]*\}|(?:^|[^a-z\d])__[a-z\d]+(?:_[a-z\d]+)*__(?![a-z\d])/i

export function hasMacro(value: string): boolean {
  return MACRO.test(value)
}

/** `name@host.tld`, also escaped twice. A `@handle` is none. */
const EMAIL = /[^\s@=&/?]@[^\s@=&/?]+\.[^\s@=&/?.]/

export function looksLikeEmail(value: string): boolean {
  if (!value.includes('@') && !value.includes('%40')) return false
  return EMAIL.test(value.replaceAll('%40', '@'))
}

/** Warnings that the tags alone give rise to. */
export function warningsOfTags(tags: Tags): Warning[] {
  const warnings: Warning[] = []
  const medium = tags.medium && normalise(tags.medium)
  if (Object.values(tags).some(hasMacro)) warnings.push('unexpanded_macro')
  if (medium && tags.source && normalise(tags.source) === medium) {
    warnings.push('source_equals_medium')
  }
  if (medium && !isKnownMedium(medium)) warnings.push('unknown_medium')
  return warnings
}
