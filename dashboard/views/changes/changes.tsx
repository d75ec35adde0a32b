import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { count } from '../../format.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { dimensionName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { words } from '../../texts/texts.ts'
import {
  type ExplainAnswer,
  hasNoTopic,
  isOfGoals,
  isTopicKnown,
  question,
  shownMetric,
  topicName,
} from './asked.ts'
import { sentenceOf } from './change-words.ts'
import { MetricChoice } from './metric-choice.tsx'
import { Values } from './values.tsx'

/** Why a number has moved: whose part of the change it is, and whether that is beyond chance. */
export function Changes() {
  return (
    <Page title={words.value.nav.overview} timed ofGoals={isOfGoals()}>
      {/* What comes later would push the answer down. */}
      {isTopicKnown() ? <Explained /> : <Skeleton height="12rem" />}
    </Page>
  )
}

function Explained() {
  const answered = useResource<ExplainAnswer>(question)
  return (
    <div class="stack">
      <Card
        title={words.value.pageTabs.changes}
        tools={
          <>
            <MetricChoice />
            <CsvButton request={question()?.key} />
          </>
        }
      >
        {hasNoTopic() ? (
          <NoFunnel />
        ) : (
          <Answered of={answered} meanwhile={<Skeleton height="4rem" />}>
            {(answer) => (isEmpty(answer) ? <NothingHere /> : <Said answer={answer} />)}
          </Answered>
        )}
      </Card>
      {!hasNoTopic() && hasMore(answered, isEmpty) && (
        <Answered of={answered} uncarded meanwhile={null}>
          {(answer) => <Dimensions answer={answer} metric={shownMetric()} />}
        </Answered>
      )}
    </div>
  )
}

function NoFunnel() {
  const text = words.value.explaining
  return <EmptyState title={text.noFunnel} hint={text.noFunnelHint} />
}

/** What happened; of a funnel also how many may still change it. */
function Said({ answer }: { answer: ExplainAnswer }) {
  const { pending } = answer
  return (
    <>
      <p class="sentence">{sentenceOf(answer, topicName(), shownMetric())}</p>
      {pending ? (
        <Notice tone="wait">{words.value.explaining.pending(count(pending, locale.value))}</Notice>
      ) : null}
    </>
  )
}

function isEmpty({ reason }: ExplainAnswer): boolean {
  return reason === 'nobody'
}

function Dimensions({ answer, metric }: { answer: ExplainAnswer; metric: Metric }) {
  const { by } = journeyWords.value.changes
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
