import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { GoalChoice } from '../../blocks/tables/goal-choice.tsx'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, showOption, view } from '../../models/view.ts'
import { dimensionName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { SelectField } from '../../parts/field.tsx'
import { Skeleton, TableRoom } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { sentenceOf } from './change-words.ts'
import { Values } from './values.tsx'

export type ExplainAnswer = ReportAnswer<'explain'>

const METRICS = [
  'visitors',
  'visits',
  'conversions',
  'converted_visitors',
  'conversion_rate',
  'revenue',
] as const satisfies readonly Metric[]
type Explained = (typeof METRICS)[number]

/** Those that only a goal has. */
const OF_GOALS: ReadonlySet<Explained> = new Set(METRICS.slice(2))

function metricInView(): Explained {
  return METRICS.find((metric) => metric === view.value.options.metric) ?? 'visitors'
}

function question() {
  const { period, filters, compare, match } = { match: undefined, ...commonRequest.value }
  const metric = metricInView()
  const { goal } = view.value.options
  return reportQuestion('explain', {
    ...{ period, filters, metric },
    ...(OF_GOALS.has(metric) && goal !== undefined && { goal }),
    ...(typeof compare === 'object' && { against: compare }),
    ...(match && { match }),
  })
}

/** Why a number has moved: whose part of the change it is, and whether that is beyond chance. */
export function Changes() {
  const text = words.value.changes
  const answered = useResource<ExplainAnswer>(question)
  const metric = metricInView()
  return (
    <Page title={words.value.nav.overview} timed>
      <div class="stack">
        <Card
          title={words.value.pageTabs.changes}
          tools={
            <>
              <SelectField
                label={text.metric}
                value={metric}
                choices={METRICS.map((value) => ({ value, name: words.value.metrics[value].name }))}
                onValue={(value) => showOption('metric', value === 'visitors' ? undefined : value)}
              />
              {OF_GOALS.has(metric) && <GoalChoice goal={view.value.options.goal} />}
              <CsvButton request={question()?.key} />
            </>
          }
        >
          <Answered of={answered} meanwhile={<Skeleton height="4rem" />}>
            {(answer) =>
              isEmpty(answer) ? (
                <NothingHere />
              ) : (
                <p class="sentence">{sentenceOf(answer, metric)}</p>
              )
            }
          </Answered>
        </Card>
        {hasMore(answered, isEmpty) && (
          <Answered of={answered} uncarded meanwhile={<TableRoom rows={8} />}>
            {(answer) => <Dimensions answer={answer} metric={metric} />}
          </Answered>
        )}
      </div>
    </Page>
  )
}

function isEmpty({ reason }: ExplainAnswer): boolean {
  return reason === 'nobody'
}

function Dimensions({ answer, metric }: { answer: ExplainAnswer; metric: Metric }) {
  const { by } = words.value.changes
  return (
    <div class="stack">
      {answer.dimensions.map(({ dimension, values }) => (
        <Card
          key={dimension}
          flush
          title={`${by} ${dimensionName(dimension as Dimension, words.value)}`}
        >
          <Values dimension={dimension as Dimension} values={values} metric={metric} />
        </Card>
      ))}
    </div>
  )
}
