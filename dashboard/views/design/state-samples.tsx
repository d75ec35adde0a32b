import { Inbox } from 'lucide-preact'
import { Problem } from '../../api.ts'
import { ProblemView } from '../../blocks/answers/problem-view.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { Sample } from './sample.tsx'

const STATUSES = [0, 403, 404, 422, 500]

export function StateSamples() {
  return (
    <>
      <Sample title="Notices">
        <div class="sample-wide stack">
          <Notice tone="good">It is done.</Notice>
          <Notice tone="wait">It is still counted.</Notice>
          <Notice tone="warn">It may be old.</Notice>
          <Notice tone="bad">It was refused.</Notice>
        </div>
      </Sample>
      <Sample title="Waiting and empty">
        <div class="sample-wide">
          <SkeletonRows rows={5} />
          <EmptyState
            icon={<Inbox size={22} aria-hidden="true" />}
            title="Nothing in this period"
            hint="Choose a longer period."
          />
        </div>
      </Sample>
      <Sample title="Problems">
        {STATUSES.map((status) => (
          <ProblemView
            key={status}
            problem={new Problem({ status, title: 'Problem', detail: 'What the server said' })}
            onRetry={() => undefined}
          />
        ))}
      </Sample>
    </>
  )
}
