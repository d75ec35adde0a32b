import { Repeat2 } from 'lucide-preact'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Defined } from '../../blocks/tables/defined.tsx'
import { RateChart } from '../../charts/rate-chart.tsx'
import { brief } from '../../format.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { cohortRequest, unitInView } from './asked.ts'
import { CohortOptions } from './cohort-options.tsx'
import { Keepers } from './keepers.tsx'
import { retentionText } from './retention-text.ts'
import { RetentionWarnings } from './retention-warnings.tsx'
import { curveRequest, splitInView } from './split.ts'
import { SplitCurve } from './split-curve.tsx'
import { SplitField } from './split-field.tsx'
import { CohortTriangle } from './triangle.tsx'

type Answer = ReportAnswer<'retention'>

/** The mean curve, the cohorts below it, and how sticky the site is. */
export function CurveTab() {
  const text = journeyWords.value.retention
  const question = () => reportQuestion('retention', curveRequest())
  const answered = useResource<Answer>(question)
  return (
    <div class="stack">
      <Card
        title={text.curve}
        explain={<Defined of="curve" />}
        tools={splitInView() && <CsvButton request={question()?.key} />}
      >
        <CohortOptions>
          <SplitField />
        </CohortOptions>
        <Answered of={answered} meanwhile={<Skeleton height="16rem" />}>
          {(answer) => (
            <>
              <RetentionWarnings meta={answer.meta} />
              <Curve answer={answer} />
            </>
          )}
        </Answered>
      </Card>
      {hasMore(answered, nobodyCame) && (
        <Card
          title={text.cohorts}
          explain={<Defined of="cohorts" />}
          tools={<CsvButton request={reportQuestion('retention', cohortRequest())?.key} />}
        >
          <Answered of={answered} meanwhile={<Skeleton height="16rem" />}>
            {(answer) => <CohortTriangle answer={answer} />}
          </Answered>
        </Card>
      )}
      {hasMore(answered, ({ stickiness }) => stickiness.dau_mau === null) && (
        <Card title={text.sticky} explain={<Defined of="sticky" />}>
          <Answered of={answered} meanwhile={<Skeleton height="3rem" />}>
            {({ stickiness }) => (
              <div class="retention-tiles">
                <p>
                  <b>{told(stickiness.dau_wau)}</b> {text.ofWeek}
                </p>
                <p>
                  <b>{told(stickiness.dau_mau)}</b> {text.ofMonth}
                </p>
              </div>
            )}
          </Answered>
        </Card>
      )}
    </div>
  )
}

function nobodyCame({ cohorts }: Answer): boolean {
  return cohorts.every(({ size }) => size === 0)
}

function told(rate: number | null): string {
  return brief('rate', rate, locale.value)
}

function Curve({ answer }: { answer: Answer }) {
  const text = journeyWords.value.retention
  const { curve } = answer
  const split = splitInView()
  // Everybody is there in their first period, unless something else is asked for: that says nothing.
  const unit = text.unitNames[unitInView()]
  const known = curve.filter(({ n, rate }) => rate !== null && !(n === 0 && rate === 1))
  if (known.length === 0) {
    return (
      <EmptyState
        icon={<Repeat2 size={22} aria-hidden="true" />}
        title={nobodyCame(answer) ? text.none : text.noneOver(unit)}
        hint={text.noneHint}
      />
    )
  }
  return (
    <>
      <p class="sentence">
        {sentenceOf(answer)} <Keepers at={answer.stages?.plateau_starts ?? 1} />
      </p>
      {split && answer.breakdown ? (
        <SplitCurve answer={answer} split={split} places={known.map(({ n }) => n)} />
      ) : (
        <MeanCurve points={known} />
      )}
    </>
  )
}

function MeanCurve({ points }: { points: Answer['curve'] }) {
  const text = journeyWords.value.retention
  const unit = text.unitNames[unitInView()]
  const ends = [points[0]?.n ?? 0, points.at(-1)?.n ?? 0] as const
  return (
    <RateChart
      label={text.curve}
      points={points.map(({ n, rate, interval }) => ({
        key: String(n),
        rate,
        low: interval?.[0] ?? null,
        high: interval?.[1] ?? null,
        title: text.point(n, told(rate), told(interval?.[0] ?? null), told(interval?.[1] ?? null)),
      }))}
      scale={told}
      ends={[text.again(unit, ends[0]), text.again(unit, ends[1])]}
    />
  )
}

/** How many come once more, and whether the curve lies flat. */
function sentenceOf({ curve, stages, stages_reason }: Answer): string {
  const text = journeyWords.value.retention
  const unit = text.unitNames[unitInView()]
  const next = curve[1]?.rate ?? null
  const said = next === null ? [] : [text.sentence(unit, told(next))]
  const flat = stages?.plateau_starts ?? null
  if (stages_reason !== null) return [...said, retentionText(stages_reason, text.said)].join(' ')
  if (flat === null) {
    const last = curve.findLast(({ rate }) => rate !== null)?.n ?? 0
    return [...said, text.falling(unit, last)].join(' ')
  }
  return [...said, text.flat(unit, flat, told(curve[flat]?.rate ?? null))].join(' ')
}
