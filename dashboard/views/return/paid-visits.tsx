import { HandCoins } from 'lucide-preact'
import { CHANNELS } from '../../../collector/acquisition/channels.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { full } from '../../format.ts'
import { reportQuestion } from '../../models/report.ts'
import { numberOf, type Row, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest, locale } from '../../models/view.ts'
import { dimensionName, valueName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { spendWords } from '../../texts/spend.ts'
import { language, words } from '../../texts/texts.ts'

const DIMENSIONS = ['source', 'medium', 'campaign'] as const
const PAID = CHANNELS.filter((name) => name.startsWith('Paid') || name === 'Display')
const ROWS = 10

/** Before there is any spend: what was paid for, its cost left open. */
export function PaidVisits() {
  const text = spendWords.value
  const paid = useResource<StatsAnswer>(() =>
    reportQuestion('stats', {
      period: aloneRequest.value.period,
      filters: [['is', 'channel', PAID]],
      metrics: ['visits'],
      dimensions: DIMENSIONS,
      limit: ROWS,
    }),
  )
  return (
    <Card title={text.paid} flush>
      <Answered of={paid} meanwhile={<TableRoom rows={4} />}>
        {({ rows }) => (rows.length === 0 ? <Nothing /> : <Waiting rows={rows} />)}
      </Answered>
    </Card>
  )
}

function Nothing() {
  const text = spendWords.value
  return (
    <EmptyState
      icon={<HandCoins size={22} aria-hidden="true" />}
      title={text.noImports}
      hint={text.noImportsHint}
    />
  )
}

function Waiting({ rows }: { rows: readonly Row[] }) {
  const text = spendWords.value
  return (
    <DataTable
      caption={text.paid}
      rows={rows}
      rowKey={(row) => JSON.stringify(DIMENSIONS.map((name) => row[name]))}
      columns={[
        ...DIMENSIONS.map((dimension) => ({
          key: dimension,
          head: dimensionName(dimension, words.value),
          cell: (row: Row) => (
            <bdi dir="auto">
              {valueName(dimension, row[dimension] ?? null, language.value, words.value)}
            </bdi>
          ),
        })),
        {
          key: 'visits',
          head: text.visits,
          align: 'end',
          cell: (row) => full('count', numberOf(row, 'visits'), locale.value),
        },
        {
          key: 'cost',
          head: text.cost,
          align: 'end',
          cell: () => <span class="awaited">–</span>,
        },
      ]}
    />
  )
}
