import type { DataQualityAnswer } from '../../../collector/reports/data-quality.ts'
import { count } from '../../format.ts'
import { brokenVisits, type Landing } from '../../models/landings.ts'
import { reportQuestion } from '../../models/report.ts'
import { landingsQuestion } from '../../models/to-fix.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, linkTo, locale } from '../../models/view.ts'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'

/** Points at campaigns that are tagged badly or not at all, of the visits in view; says nothing when all is well. */
export function TagTrouble() {
  const text = words.value.acquisition
  const landed = useResource<Landing[]>(() => landingsQuestion(commonRequest.value))
  const quality = useResource<DataQualityAnswer>(() => {
    const { period, filters } = commonRequest.value
    // Intake counts paid clicks of the whole site.
    return filters.length > 0 ? undefined : reportQuestion('data-quality', { period })
  })
  const broken = brokenVisits(landed.data.value ?? [])
  const untagged = commonRequest.value.filters.length > 0 ? 0 : untaggedIn(quality.data.value)
  if (broken + untagged === 0) return null
  return (
    <Notice
      tone="warn"
      action={
        <a class="link" href={linkTo('quality')}>
          {text.mend}
        </a>
      }
    >
      {broken > 0 && text.broken(count(broken, locale.value))}{' '}
      {untagged > 0 && text.untagged(count(untagged, locale.value))}
    </Notice>
  )
}

function untaggedIn(answer: DataQualityAnswer | undefined): number {
  return (answer?.untagged_paid_clicks ?? []).reduce((sum, { visits }) => sum + visits, 0)
}
