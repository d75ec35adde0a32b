import { ColumnsRead } from '../../blocks/files/columns-read.tsx'
import { day as dayText } from '../../dates.ts'
import { full } from '../../format.ts'
import type { SpendAnswer } from '../../models/spend-files.ts'
import { locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { fileWords } from '../../texts/files.ts'
import { spendWords } from '../../texts/spend.ts'
import { words } from '../../texts/texts.ts'
import { money } from './amounts.ts'

type ShownRow = NonNullable<SpendAnswer['rows']>[number]

const SHOWN = 8
const NAMES = ['source', 'medium', 'campaign', 'content', 'term', 'campaign_id'] as const
const COUNTS = ['clicks', 'impressions'] as const

/** The first rows as they will be stored, and which columns they come from. */
export function FirstRows({ answer }: { answer: SpendAnswer }) {
  const text = spendWords.value
  const rows = (answer.rows ?? []).slice(0, SHOWN).map((row, i) => ({ ...row, key: String(i) }))
  return (
    <div class="first-rows">
      <h3>{fileWords.value.first}</h3>
      <DataTable
        caption={fileWords.value.first}
        rows={rows}
        rowKey={({ key }) => key}
        columns={columnsOf(rows)}
      />
      <ColumnsRead
        columns={answer.columns ?? {}}
        ignored={answer.ignored ?? []}
        fields={text.fields}
      />
    </div>
  )
}

/** Of names and counts those that some row has. */
function columnsOf(rows: readonly ShownRow[]): Column<ShownRow>[] {
  const { dimensions, channels } = words.value
  const text = spendWords.value
  const { language } = locale.value
  const has = (name: keyof ShownRow) => rows.some((row) => row[name] !== null && row[name] !== '')
  return [
    { key: 'date', head: text.date, cell: ({ date }) => dayText(date, language) },
    ...NAMES.filter(has).map((name) => ({
      key: name,
      head: text.fields[name],
      cell: (row: ShownRow) => <bdi dir="auto">{row[name]}</bdi>,
    })),
    {
      key: 'channel',
      head: dimensions.channel,
      cell: ({ channel }) => spelled(channels, channel),
    },
    {
      key: 'cost',
      head: text.cost,
      align: 'end',
      cell: ({ cost, currency }) => money(cost, currency),
    },
    ...COUNTS.filter(has).map((name) => ({
      key: name,
      head: text.fields[name],
      align: 'end' as const,
      cell: (row: ShownRow) => full('count', row[name], locale.value),
    })),
  ]
}
