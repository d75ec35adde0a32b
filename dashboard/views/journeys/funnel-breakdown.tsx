import type { Dimension } from '../../../collector/vocabulary.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { stepName } from '../../blocks/funnels/step-name.ts'
import { Defined } from '../../blocks/tables/defined.tsx'
import { RowValue } from '../../blocks/tables/row-value.tsx'
import { ShareOf } from '../../blocks/tables/share-of.tsx'
import { full } from '../../format.ts'
import { funnelAlone, funnelInView } from '../../models/funnel.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale, showOption, view } from '../../models/view.ts'
import { dimensionName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { words } from '../../texts/texts.ts'

type Answer = ReportAnswer<'funnel'>
type Row = Answer['breakdown'][number]

const DIMENSIONS = [
  'channel',
  'source',
  'campaign',
  'landing_page',
  'country',
  'device',
  'browser',
  'os',
  'language',
  'visitor_kind',
] as const satisfies readonly Dimension[]
type Chosen = (typeof DIMENSIONS)[number]

function chosen(): Chosen {
  return DIMENSIONS.find((one) => one === view.value.options.compare_by) ?? 'channel'
}

/** The funnel of each value of a dimension; where most are lost first. */
export function FunnelBreakdown() {
  const text = words.value.funnels
  const question = () => {
    const request = funnelAlone.value
    return request && reportQuestion('funnel', { ...request, breakdown: chosen() })
  }
  const answered = useResource<Answer>(question)
  return (
    <Card
      title={text.breakdown}
      flush
      tools={
        <>
          <SelectField
            label={journeyWords.value.paths.split}
            value={chosen()}
            choices={DIMENSIONS.map((value) => ({
              value,
              name: dimensionName(value, words.value),
            }))}
            onValue={(value) => showOption('compare_by', value === 'channel' ? undefined : value)}
          />
          <CsvButton request={question()?.key} />
        </>
      }
    >
      <Answered of={answered} meanwhile={<TableRoom rows={6} />}>
        {(answer) => <Values rows={answer.breakdown} />}
      </Answered>
    </Card>
  )
}

function Values({ rows }: { rows: readonly Row[] }) {
  const text = words.value.funnels
  const dimension = chosen()
  const steps = funnelInView.value?.steps ?? []
  const sorted = rows.toSorted((a, b) => lostBy(b) - lostBy(a))
  return (
    <DataTable
      caption={text.breakdown}
      rows={sorted}
      rowKey={(row) => JSON.stringify([row.value, row.other])}
      columns={[
        {
          key: 'value',
          head: dimensionName(dimension, words.value),
          cell: (row) =>
            row.other ? (
              words.value.funnels.other
            ) : (
              <RowValue dimension={dimension} value={row.value} />
            ),
        },
        {
          key: 'began',
          head: text.began,
          align: 'end',
          explain: <Defined of="began" />,
          cell: ({ counts }) => full('count', counts[0], locale.value),
        },
        ...steps.slice(1).map((step, i) => ({
          key: String(i),
          head: stepName(step),
          align: 'end' as const,
          explain: <Defined of="step" />,
          cell: ({ counts }: Row) => <ShareOf part={counts[i + 1]} whole={counts[i]} />,
        })),
        {
          key: 'overall',
          head: text.overall,
          align: 'end',
          explain: <Defined of="overall" />,
          cell: ({ counts }) => (
            <b>
              <ShareOf part={counts.at(-1)} whole={counts[0]} />
            </b>
          ),
        },
      ]}
    />
  )
}

function lostBy({ counts }: Row): number {
  return (counts[0] ?? 0) - (counts.at(-1) ?? 0)
}
