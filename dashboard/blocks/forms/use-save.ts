import { useState } from 'preact/hooks'
import { Problem } from '../../api.ts'
import { toast } from '../../parts/toast.tsx'
import { words } from '../../texts/texts.ts'
import { type FormFields, type RefusedWords, refusedWords } from './refused.ts'

export interface Saving extends RefusedWords {
  busy: boolean
  problem: Problem | undefined
  /** Runs what saves; answers whether it went well. */
  save: (work: () => Promise<unknown>) => Promise<boolean>
}

/** What every form that saves needs: one attempt at a time, what refused it, a word when done. */
export function useSave(form: FormFields = {}): Saving {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const save = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    const failure = await failureOf(work).finally(() => setBusy(false))
    setProblem(failure)
    if (!failure) toast(words.value.actions.saved)
    return failure === undefined
  }
  return { busy, problem, save, ...refusedWords(problem, form) }
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
