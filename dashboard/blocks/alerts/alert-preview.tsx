import { RateChart, type RatePoint } from '../../charts/rate-chart.tsx'
import { bucketTitle, dateTime } from '../../dates.ts'
import { count } from '../../format.ts'
import { type AlertDraft, formIn, writtenOf } from '../../models/alert-draft.ts'
import { type Preview, previewQuestion } from '../../models/alerts.ts'
import { site } from '../../models/sites.ts'
import { usePaused } from '../../models/use-paused.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { Notice } from '../../parts/notice.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { alertWords } from '../../texts/alerts.ts'
import { Answered } from '../answers/answered.tsx'
import { valueSaid } from './said.ts'

/** Named in the sentence; the chart marks all. */
const MOST_NAMED = 4

/** When what is typed would have fired. */
export function AlertPreview({ draft }: { draft: AlertDraft }) {
  const text = alertWords.value
  const still = usePaused(writtenOf(draft, 'preview'))
  const answered = useAnswer(still, previewQuestion)
  return (
    <section class="alert-preview" aria-label={text.preview} aria-live="polite">
      <h4>{text.preview}</h4>
      {still ? (
        <Answered of={answered} meanwhile={<Skeleton height="9rem" />}>
          {(preview) => (
            <>
              <Tried draft={draft} preview={preview} />
              <KnownSoFar {...preview} />
            </>
          )}
        </Answered>
      ) : (
        <p class="field-hint">{text.sayMore}</p>
      )}
    </section>
  )
}

function Tried({ draft, preview }: { draft: AlertDraft; preview: Preview }) {
  const text = alertWords.value
  const { intervals, days, reason } = preview
  const form = formIn(draft)
  if (reason) return <Notice tone="warn">{text.why[reason.why]}</Notice>
  if (intervals.every(({ breached }) => breached === null)) return <p>{text.tooLittle}</p>
  if (days === 0) return <p>{text.nowOnly(valueSaid(form, intervals.at(-1)?.value))}</p>
  return (
    <>
      <p class="sentence">{sentence(draft, preview)}</p>
      <RateChart
        label={text.preview}
        points={intervals.map((one) => pointOf(draft, one))}
        scale={(value) => valueSaid(form, value)}
        least={form === 'share' ? 0.01 : 1}
        ends={[titleOf(draft, intervals[0]), titleOf(draft, intervals.at(-1))]}
      />
    </>
  )
}

/** Where the engine is behind: it is said rather than guessed. */
function KnownSoFar({ as_of }: Pick<Preview, 'as_of'>) {
  if (as_of === null) return null
  const { language } = locale.value
  const when = dateTime(as_of, site.value?.timezone ?? 'UTC', language)
  return <p class="field-hint">{alertWords.value.asOf(when)}</p>
}

type Interval = Preview['intervals'][number]

function titleOf({ per }: AlertDraft, one: Interval | undefined): string {
  return one ? bucketTitle(one.key, per, locale.value.language) : ''
}

function sentence(draft: AlertDraft, { intervals, fired, days }: Preview): string {
  const text = alertWords.value
  const all = intervals.filter(({ happened }) => happened === 'fired').toReversed()
  const named = all.slice(0, MOST_NAMED).map((one) => titleOf(draft, one))
  const more = all.length > MOST_NAMED ? [text.more(all.length - MOST_NAMED)] : []
  const list = new Intl.ListFormat(locale.value.language, { type: 'unit' })
  return text.fired(count(fired, locale.value), days, list.format([...named, ...more]))
}

function pointOf(draft: AlertDraft, one: Interval): RatePoint {
  const text = alertWords.value
  const form = formIn(draft)
  const { key, value, usual, breached } = one
  const title = [
    text.point(titleOf(draft, one), valueSaid(form, value)),
    ...(usual ? [text.usual(valueSaid(form, usual.low), valueSaid(form, usual.high))] : []),
  ].join(' · ')
  return {
    ...{ key, rate: value, low: usual?.low ?? null, high: usual?.high ?? null },
    ...{ marked: breached === true, title, bare: draft.per === 'hour' && breached !== true },
  }
}
