import type { Filter } from '../../../collector/settings/filter.ts'
import { segments } from '../../models/things.ts'
import { language, words } from '../../texts/texts.ts'
import { inWords, type Surroundings } from './filter-text.ts'

/** What names stand for here and now. */
export function surroundings(): Surroundings {
  return { texts: words.value, language: language.value, segments: segments.data.value ?? [] }
}

/** A filter as one sentence in the reader's language. */
export function sentenceOf(filter: Filter): string {
  return inWords(filter, surroundings())
}
