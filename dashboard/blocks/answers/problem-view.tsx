import { CloudOff, FileQuestionMark, Lock, TriangleAlert } from 'lucide-preact'
import type { Problem } from '../../api.ts'
import { showFilters, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { inWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'

/** Refusals that a filter may be the reason of: it names what the site does not know. */
const NAMED: ReadonlySet<number> = new Set([404, 422])

interface ProblemViewProps {
  problem: Problem
  onRetry: () => void
}

/** What went wrong in place of what was asked for, and the way on. */
export function ProblemView({ problem, onRetry }: ProblemViewProps) {
  const { icon: Icon, title, hint } = told(problem)
  return (
    <div role="alert">
      <EmptyState icon={<Icon size={24} aria-hidden="true" />} title={title} hint={hint}>
        <Button onClick={onRetry}>{words.value.states.retry}</Button>
        {NAMED.has(problem.status) && view.value.filters.length > 0 && (
          <Button onClick={() => showFilters([])}>{words.value.filters.clear}</Button>
        )}
      </EmptyState>
    </div>
  )
}

function told(problem: Problem) {
  const text = words.value.states
  if (problem.status === 0) {
    return { icon: CloudOff, title: text.offline, hint: text.offlineHint }
  }
  if (problem.status === 403) return { icon: Lock, title: text.forbidden, hint: text.forbiddenHint }
  if (problem.status === 404) {
    return { icon: FileQuestionMark, title: text.missing, hint: text.missingHint }
  }
  const said = problem.details.detail && inWords(problem.details.detail)
  if (problem.status === 422) return { icon: TriangleAlert, title: text.invalid, hint: said }
  return { icon: TriangleAlert, title: text.failed, hint: said }
}
