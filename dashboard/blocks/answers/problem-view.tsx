import { CloudOff, FileQuestionMark, Lock, TriangleAlert } from 'lucide-preact'
import type { Problem } from '../../api.ts'
import { comesBack } from '../../models/again.ts'
import { askRefused, refreshAll } from '../../models/resource.ts'
import { useAgain } from '../../models/use-again.ts'
import { showFilters, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { countsMeanwhile, inWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'
import { useToldFirst } from './told-once.ts'

/** Refusals that a filter may be the reason of: it names what the site does not know. */
const NAMED: ReadonlySet<number> = new Set([404, 422])

interface ProblemViewProps {
  problem: Problem
  onRetry: () => void
}

/** What went wrong in place of what was asked for, and the way on; of several that fail alike the first one says it. */
export function ProblemView(props: ProblemViewProps) {
  const { status, details } = props.problem
  const about = `${status} ${details.detail ?? ''}`
  return <Told key={about} about={about} {...props} />
}

function Told({ problem, onRetry, about }: ProblemViewProps & { about: string }) {
  const text = words.value.states
  const isFirst = useToldFirst(about)
  const retry = () => {
    onRetry()
    refreshAll()
  }
  useAgain(isFirst && comesBack(problem) ? problem : undefined, askRefused)
  if (!isFirst) return <p class="drill-note card-note">{text.sameReason}</p>
  const { icon: Icon, title, hint } = told(problem)
  return (
    <div role="alert">
      <EmptyState icon={<Icon size={24} aria-hidden="true" />} title={title} hint={hint}>
        {!isSegmentGone(problem) && <Button onClick={retry}>{text.retry}</Button>}
        <WithoutFilters problem={problem} />
      </EmptyState>
    </div>
  )
}

/** The way on where a filter may be the reason: without the segment that is gone, or without any. */
function WithoutFilters({ problem }: { problem: Problem }) {
  const { filters } = view.value
  if (!NAMED.has(problem.status) || filters.length === 0) return null
  if (isSegmentGone(problem)) {
    const others = filters.filter(([head]) => head !== 'segment')
    return <Button onClick={() => showFilters(others)}>{words.value.states.withoutSegment}</Button>
  }
  return <Button onClick={() => showFilters([])}>{words.value.filters.clear}</Button>
}

/** A segment of the address that nobody has any more. */
function isSegmentGone({ details: { detail = '' } }: Problem): boolean {
  const named = view.value.filters.some(([head]) => head === 'segment')
  return named && /\bsegment "/u.test(detail)
}

function told(problem: Problem) {
  const text = words.value.states
  if (problem.status === 0) {
    return { icon: CloudOff, title: text.offline, hint: text.again }
  }
  if (problem.status === 403) return { icon: Lock, title: text.forbidden, hint: text.forbiddenHint }
  if (isSegmentGone(problem)) {
    return { icon: FileQuestionMark, title: text.segmentGone, hint: text.segmentGoneHint }
  }
  if (problem.status === 404) {
    return { icon: FileQuestionMark, title: text.missing, hint: text.missingHint }
  }
  const said = problem.details.detail && inWords(problem.details.detail)
  if (problem.status === 422) return { icon: TriangleAlert, title: text.invalid, hint: said }
  return { icon: TriangleAlert, title: text.failed, hint: [said, ...meanwhile(problem)].join(' ') }
}

/** What is well in spite of it, and what happens by itself. */
function meanwhile(problem: Problem): string[] {
  const { counted, again } = words.value.states
  return [...(countsMeanwhile(problem) ? [counted] : []), ...(comesBack(problem) ? [again] : [])]
}
