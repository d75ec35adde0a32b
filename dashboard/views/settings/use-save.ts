import { useState } from 'preact/hooks'
import { Problem } from '../../api.ts'
import { toast } from '../../parts/toast.tsx'
import { words } from '../../texts/texts.ts'

export interface Saving {
  busy: boolean
  problem: Problem | undefined
  /** Runs what saves; answers whether it went well. */
  save: (work: () => Promise<unknown>) => Promise<boolean>
}

/** What every form that saves needs: one attempt at a time, what refused it, a word when done. */
export function useSave(): Saving {
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
  return { busy, problem, save }
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
