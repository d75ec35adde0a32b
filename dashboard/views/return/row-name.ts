import { valueName } from '../../names.ts'
import { returnWords } from '../../texts/return.ts'
import { language, words } from '../../texts/texts.ts'
import type { Level } from './asked.ts'
import type { Earned } from './earned.ts'

/** What a row is called. */
export function rowName({ value, kind }: Pick<Earned, 'value' | 'kind'>, level: Level): string {
  if (kind === 'unattributed') return returnWords.value.unattributed
  return valueName(level, value, language.value, words.value)
}
