import type { Dimension } from '../../../collector/vocabulary.ts'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { full } from '../../format.ts'
import { locale, showOption } from '../../models/view.ts'
import { dimensionName, valueName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { language, words } from '../../texts/texts.ts'
import { type Answer, changeOf, type MetricAnswer, valueOfMean } from './verdict-words.ts'

const BY = ['device', 'source', 'channel', 'country', 'visitor_kind', 'browser'] as const

/** The primary metric by what people were at their exposure. */
export function BreakdownCard({ answer, by }: { answer: Answer; by: string | undefined }) {
  const text = experimentWords.value.metric
  const metric = answer.metrics[0]
  if (metric === undefined) return null
  return (
    <Card
      title={text.by}
      tools={
        <SelectField
          label={text.by}
          value={by ?? ''}
          choices={[
            { value: '', name: '–' },
            ...BY.map((value) => ({ value, name: dimensionName(value, words.value) })),
          ]}
          onValue={(value) => showOption('by', value === '' ? undefined : value)}
        />
      }
    >
      <p class="field-hint">{text.exploratory}</p>
      {by !== undefined && metric.breakdown && <Rows metric={metric} by={by as Dimension} />}
    </Card>
  )
}

function Rows({ metric, by }: { metric: MetricAnswer; by: Dimension }) {
  const rows = metric.breakdown ?? []
  const keys = metric.variants.map(({ key }) => key)
  return (
    <DataTable
      caption={dimensionName(by, words.value)}
      rows={rows}
      rowKey={({ value, other }) => `${other} ${value}`}
      columns={[
        {
          key: 'value',
          head: dimensionName(by, words.value),
          cell: ({ value, other }) =>
            other
              ? experimentWords.value.metric.others
              : valueName(by, value, language.value, words.value),
        },
        ...keys.map((key, place) => ({
          key,
          head: key,
          align: 'end' as const,
          cell: ({ variants }: (typeof rows)[number]) => {
            const row = variants[place]
            if (!row || row.n === 0) return '–'
            const people = full('count', row.n, locale.value)
            const change = place === 0 || !row.always_valid ? '' : ` (${changeOf(row, metric)})`
            return `${valueOfMean(metric, row.mean)} · ${people}${change}`
          },
        })),
      ]}
    />
  )
}
