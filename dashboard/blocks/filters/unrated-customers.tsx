import { expanded, isByMrr, unratedIn } from '../../models/filters.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { mayChange } from '../../models/sites.ts'
import { segments } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest, linkTo } from '../../models/view.ts'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'

/** Where filters go by what customers bring: that some of it has no rate, and the way to give it one. */
export function UnratedCustomers() {
  const answered = useResource<ReportAnswer<'stats'>>(question)
  const warnings = answered.data.value?.meta.warnings ?? []
  const currencies = warnings.flatMap((warning) => unratedIn(warning) ?? []).join(', ')
  if (currencies === '') return null
  const text = words.value.money
  const [currency = ''] = currencies.split(', ')
  return (
    <div class="page-note">
      <Notice
        tone="warn"
        action={
          mayChange.value && (
            <a class="link" href={linkTo('settings/rates', { options: { currency } })}>
              {text.giveRate}
            </a>
          )
        }
      >
        {text.unratedCustomers(currencies)}
      </Notice>
    </div>
  )
}

/** Asks only where it may matter. */
function question() {
  const request = aloneRequest.value
  const isAsked = expanded(request.filters, segments.data.value ?? []).some(isByMrr)
  if (!isAsked) return undefined
  return reportQuestion('stats', { ...request, metrics: ['visitors'], dimensions: [] })
}
