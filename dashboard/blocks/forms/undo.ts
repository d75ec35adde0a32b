import { Problem } from '../../api.ts'
import { siteHere } from '../../models/sites.ts'
import { toast } from '../../parts/toast.tsx'
import { problemWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'

interface Change<Done> {
  /** Said when it is done. */
  said: string
  /** `domain`: of the site in view when it is done. */
  run: (domain: string) => Promise<Done>
  /** Of the same site, whichever is in view by then; with what `run` answered. */
  undo: (domain: string, done: Done) => Promise<unknown>
  /** Said when it is taken back, where that is more than usual. */
  restored?: string
  /** Afterwards, both ways: asks again for what is on show. */
  after?: () => void
}

/** Does something at once and offers for a while to take it back; a refusal is said in the same place. */
export async function undoable<Done>(change: Change<Done>): Promise<boolean> {
  const { said, run, undo, restored, after } = change
  const domain = siteHere()
  const isDone = await attempt(async () => {
    const done = await run(domain)
    const back = async () => {
      const isBack = await attempt(() => undo(domain, done))
      if (isBack) toast(restored ?? words.value.actions.restored)
      after?.()
    }
    toast(said, { label: words.value.actions.undo, run: back })
  })
  after?.()
  return isDone
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
