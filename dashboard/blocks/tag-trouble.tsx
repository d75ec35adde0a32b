import type { DataQualityAnswer } from '../../collector/reports/data-quality.ts'
import { count } from '../format.ts'
import { reportQuestion } from '../models/report.ts'
import { mayChange } from '../models/sites.ts'
import { useResource } from '../models/use-resource.ts'
import { commonRequest, linkTo, locale } from '../models/view.ts'
import { Notice } from '../parts/notice.tsx'
import { words } from '../texts/texts.ts'
import { BrokenTags } from './broken-tags.tsx'

/** Points at campaigns that are tagged badly or not at all, of the visits in view; says nothing when all is well. */
export function TagTrouble() {
  const text = words.value.acquisition
  const quality = useResource<DataQualityAnswer>(() => {
    const { period, filters } = commonRequest.value
    return reportQuestion('data-quality', { period, filters })
  })
  const answer = quality.data.value
  // Intake counts paid clicks of the whole site.
  const untagged = commonRequest.value.filters.length > 0 ? 0 : untaggedIn(answer)
  const broken = answer?.broken_tags.visits ?? 0
  if (!answer || broken + untagged === 0) return null
  return (
    <Notice
      tone="warn"
      action={
        <a class="link" href={linkTo('quality')}>
          {mayChange.value ? text.mend : text.see}
        </a>
      }
    >
      <BrokenTags of={answer.broken_tags} />{' '}
      {untagged > 0 && text.untagged(count(untagged, locale.value))}
    </Notice>
  )
}

function untaggedIn(answer: DataQualityAnswer | undefined): number {
  return (answer?.untagged_paid_clicks ?? []).reduce((sum, { visits }) => sum + visits, 0)
}
