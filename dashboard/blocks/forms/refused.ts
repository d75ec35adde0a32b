import type { Problem } from '../../api.ts'
import { faultsOf, fieldWords, inWords, isAbout, problemWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'

export interface FormFields {
  /** Those that say themselves what is wrong with them, by their path in the body. */
  fields?: readonly string[]
  /** The one of them that no other thing may share. */
  unique?: string
}

export interface RefusedWords {
  /** What was wrong with a field. */
  about: (field: string) => string | undefined
  /** The same of the field as a whole, and of nothing in it. */
  itself: (field: string) => string | undefined
  /** What was wrong with the values of a field that takes several: which, and why. */
  aboutEach: (field: string, values: readonly string[]) => string | undefined
  /** What no field says. */
  rest: string | undefined
}

/** What a form says of a refusal, each fault once: beside its field, or at its foot. */
export function refusedWords(
  problem: Problem | undefined,
  { fields = [], unique }: FormFields = {},
): RefusedWords {
  const faults = faultsOf(problem, unique)
  const about = (field: string) => fieldWords(field, problem, unique)
  const itself = (field: string) => {
    const fault = faults.find(({ path }) => path === field)
    return fault && inWords(fault.message)
  }
  const aboutEach = (field: string, values: readonly string[]) => {
    const said = values.flatMap((value, i) => {
      const fault = about(`${field}.${i}`)
      if (fault === undefined) return []
      return fault.includes(value) ? [fault] : [words.value.refusals.quoted(value, fault)]
    })
    return said.length > 0 ? said.join(' ') : about(field)
  }
  const others = faults.filter((fault) => !fields.some((field) => isAbout(fault, field)))
  const rest =
    faults.length === 0
      ? problem && problemWords(problem)
      : others.map(({ message }) => inWords(message)).join(' ') || undefined
  return { about, itself, aboutEach, rest }
}
