import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Resource } from '../../models/resource.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'
import { ProblemView } from './problem-view.tsx'

const SLOW_MS = 4_000

interface AnsweredProps<Answer> {
  of: Resource<Answer>
  /** What the question is made of: where that is refused, nothing was asked. */
  after?: Resource<unknown>
  /** As large as what will come, so that nothing moves. */
  meanwhile: ComponentChildren
  /** What comes brings its own cards: a refusal, too, gets one. */
  uncarded?: boolean
  children: (answer: Answer) => ComponentChildren
}

/** An answer in whatever state it is: awaited, there, old while a new one comes, slow, refused. */
export function Answered<Answer>(props: AnsweredProps<Answer>) {
  const { of, meanwhile, uncarded, children } = props
  const answer = of.data.value
  const since = of.since.value
  const nothing = nothingOf(props)
  if (nothing) return uncarded ? <Card>{nothing}</Card> : nothing
  return (
    <div class="answered" aria-busy={since !== undefined}>
      <Slow since={since} onCancel={of.stop} />
      {answer === undefined ? (
        meanwhile
      ) : (
        <div data-stale={since !== undefined || undefined}>{children(answer)}</div>
      )}
    </div>
  )
}

/** What stands in place of an answer that will not come by itself. */
function nothingOf<Answer>({ of, after }: Pick<AnsweredProps<Answer>, 'of' | 'after'>) {
  const refused = [of, after].find((one) => one && refusalOf(one))
  const problem = refused && refusalOf(refused)
  if (problem) return <ProblemView problem={problem} onRetry={refused.ask} />
  const isStopped = of.stopped.value && of.data.value === undefined
  return isStopped ? <Stopped onRetry={of.ask} /> : undefined
}

/** Why there is nothing to show: without a connection an older answer stays. */
function refusalOf<Answer>({ data, problem }: Resource<Answer>) {
  const found = problem.value
  return found?.status === 0 && data.value !== undefined ? undefined : found
}

/** Whether a further card of the same answer has something to say: a refusal is told once, in the first. */
export function hasMore<Answer>(
  of: Resource<Answer>,
  isEmpty: (answer: Answer) => boolean,
  after?: Resource<unknown>,
): boolean {
  const answer = of.data.value
  const isRefused = [of, after].some((one) => one && refusalOf(one) !== undefined)
  return !isRefused && (answer === undefined || !isEmpty(answer))
}

function Stopped({ onRetry }: { onRetry: () => void }) {
  const text = words.value.states
  return (
    <EmptyState title={text.cancelled}>
      <Button onClick={onRetry}>{text.retry}</Button>
    </EmptyState>
  )
}

/** Says after a while that it is still counting, and lets one stop it. */
function Slow({ since, onCancel }: { since: number | undefined; onCancel: () => void }) {
  const text = words.value.states
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    setSlow(false)
    if (since === undefined) return
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [since])
  if (!slow) return null
  return (
    <div class="answered-slow">
      <Notice
        tone="wait"
        action={
          <Button size="small" onClick={onCancel}>
            {text.cancel}
          </Button>
        }
      >
        {text.slow}
      </Notice>
    </div>
  )
}
