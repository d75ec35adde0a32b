import { useState } from 'preact/hooks'
import { Problem } from '../../api.ts'
import { toast } from '../../parts/toast.tsx'
import { faultsOf, fieldWords, inWords, isAbout, problemWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'

interface FormFields {
  /** Those that say themselves what is wrong with them, by their path in the body. */
  fields?: readonly string[]
  /** The one of them that no other thing may share. */
  unique?: string
}

export interface Saving {
  busy: boolean
  problem: Problem | undefined
  /** What was wrong with a field. */
  about: (field: string) => string | undefined
  /** What was wrong with the values of a field that takes several: which, and why. */
  aboutEach: (field: string, values: readonly string[]) => string | undefined
  /** What no field says. */
  rest: string | undefined
  /** Runs what saves; answers whether it went well. */
  save: (work: () => Promise<unknown>) => Promise<boolean>
}

/** What every form that saves needs: one attempt at a time, what refused it, a word when done. */
export function useSave({ fields = [], unique }: FormFields = {}): Saving {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const save = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    const failure = await failureOf(work)
    setBusy(false)
    setProblem(failure)
    if (!failure) toast(words.value.actions.saved)
    return failure === undefined
  }
  const faults = faultsOf(problem, unique)
  const about = (field: string) => fieldWords(field, problem, unique)
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
  return { busy, problem, about, aboutEach, rest, save }
}

/** What refused it; undefined when it went well. */
export async function failureOf(work: () => Promise<unknown>): Promise<Problem | undefined> {
  try {
    await work()
    return undefined
  } catch (failure) {
    if (failure instanceof Problem) return failure
    throw failure
  }
}
