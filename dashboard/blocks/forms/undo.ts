import { Problem } from '../../api.ts'
import { toast } from '../../parts/toast.tsx'
import { problemWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'

interface Change {
  /** Said when it is done. */
  said: string
  run: () => Promise<unknown>
  undo: () => Promise<unknown>
  /** Said when it is taken back, where that is more than usual. */
  restored?: string
  /** Afterwards, both ways: asks again for what is on show. */
  after?: () => void
}

/** Does something at once and offers for a while to take it back; a refusal is said in the same place. */
export async function undoable({ said, run, undo, restored, after }: Change): Promise<boolean> {
  const back = async () => {
    const done = await attempt(undo)
    if (done) toast(restored ?? words.value.actions.restored)
    after?.()
  }
  const done = await attempt(run)
  if (done) toast(said, { label: words.value.actions.undo, run: back })
  after?.()
  return done
}

/** Whether it went well; what refused it is said at the foot of the page. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    toast(problemWords(failure))
    return false
  }
}
