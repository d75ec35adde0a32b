import type { Problem } from '../../api.ts'
import { words } from '../../texts/texts.ts'

/** What is wrong with the code; after too many wrong ones only a recovery code helps. */
export function codeWords(problem: Problem | undefined): string | undefined {
  const said = problem?.about('code')
  if (said === undefined) return undefined
  const { wrongCode, tooManyCodes } = words.value.security
  return said.includes('too many') ? tooManyCodes : wrongCode
}
