import type { DataQualityAnswer } from '../../../collector/reports/data-quality.ts'
import { full } from '../../format.ts'
import { reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, linkTo, locale } from '../../models/view.ts'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'

/** Points at campaigns that are tagged badly or not at all; says nothing when all is well. */
export function TagTrouble() {
  const text = words.value.acquisition
  const answered = useResource<DataQualityAnswer>(() =>
    reportQuestion('data-quality', { period: commonRequest.value.period }),
  )
  const answer = answered.data.value
  const badly = (answer?.malformed_campaigns ?? []).reduce((sum, { count }) => sum + count, 0)
  const untagged = (answer?.untagged_paid_clicks ?? []).reduce((sum, { visits }) => sum + visits, 0)
  if (badly + untagged === 0) return null
  return (
    <Notice
      tone="warn"
      action={
        <a class="link" href={linkTo('quality')}>
          {text.mend}
        </a>
      }
    >
      {badly > 0 && text.broken(full('count', badly, locale.value))}{' '}
      {untagged > 0 && text.untagged(full('count', untagged, locale.value))}
    </Notice>
  )
}
