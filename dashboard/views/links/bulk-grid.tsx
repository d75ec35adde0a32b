import { fixedLink } from '../../../collector/acquisition/lint-link.ts'
import { LINK_TAGS } from '../../../collector/acquisition/tag-link.ts'
import { Button } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { linkWords } from '../../texts/links.ts'
import { type BulkColumn, type BulkRow, COLUMNS, linkOf, withLink } from './bulk-rows.ts'
import { channelNameOf } from './link-channel.ts'
import { doubtsOf, type LinkCheck, mannerOf } from './link-check.ts'
import type { Place } from './platform-tags.ts'
import { doubtWords } from './tag-fields.tsx'
import { type TagValues, taggedLink } from './tagged-link.ts'

interface BulkGridProps {
  rows: readonly BulkRow[]
  onRows: (change: (now: BulkRow[]) => BulkRow[]) => void
  tags: TagValues
  check: LinkCheck
  place: Place
}

/** A row a link with its cells to edit; an empty tag shows, in grey, the one for all. */
export function BulkGrid(props: BulkGridProps) {
  const { rows, onRows, tags, check } = props
  const text = linkWords.value
  const change = (row: BulkRow, next: BulkRow) =>
    onRows((now) => now.map((one) => (one.key === row.key ? next : one)))
  return (
    <DataTable
      caption={text.bulk}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'state',
          head: text.doubts,
          cell: (row) => <State row={row} onRow={(next) => change(row, next)} {...props} />,
        },
        ...COLUMNS.map((column) => ({
          key: column,
          head: text[column],
          cell: (row: BulkRow) => (
            <Cell
              column={column}
              row={row}
              common={tags}
              onValue={(value) => change(row, withCell(row, column, value))}
            />
          ),
        })),
        {
          key: 'channel',
          head: text.channel,
          cell: (row) => {
            const link = linkOf(row, tags)
            const whole = taggedLink(link.url, link.tags)
            return whole ? channelNameOf(whole, check.rules) : ''
          },
        },
      ]}
    />
  )
}

/** A cell that is emptied is as for all again; what was refused may do now. */
function withCell({ refused: _, ...row }: BulkRow, column: BulkColumn, value: string): BulkRow {
  const { [column]: __, ...others } = row
  return value === '' ? others : { ...others, [column]: value }
}

interface CellProps {
  column: BulkColumn
  row: BulkRow
  common: TagValues
  onValue: (value: string) => void
}

function Cell({ column, row, common, onValue }: CellProps) {
  const text = linkWords.value
  const tag = LINK_TAGS.find((one) => one === column)
  return (
    <input
      class="input"
      data-size="small"
      data-column={column}
      aria-label={text.cell(text[column], String(Number(row.key) + 1))}
      autocapitalize="none"
      spellcheck={false}
      disabled={row.saved !== undefined}
      value={row[column] ?? ''}
      placeholder={tag && common[tag]}
      onInput={({ currentTarget }) => onValue(currentTarget.value)}
    />
  )
}

interface StateProps extends BulkGridProps {
  row: BulkRow
  onRow: (row: BulkRow) => void
}

/** Saved, or all that is doubtful about the row or was said against it. */
function State({ row, onRow, tags, check, place }: StateProps) {
  const text = linkWords.value
  if (row.saved !== undefined) return <span class="badge">/l/{row.saved}</span>
  const link = linkOf(row, tags)
  const doubts = doubtsOf(link, check, place)
  const said = doubts.map((doubt) => `${text[doubt.field]}: ${doubtWords(doubt)}`)
  const fix = () => onRow(withLink(row, fixedLink(link, mannerOf(check, place)), tags))
  return (
    <div class="bulk-state">
      {row.refused && <span data-tone="bad">{row.refused}</span>}
      {said.map((sentence) => (
        <span key={sentence}>{sentence}</span>
      ))}
      {doubts.some(({ fixed }) => fixed !== undefined) && (
        <Button size="small" label={text.fixRow(String(Number(row.key) + 1))} onClick={fix}>
          {text.fix}
        </Button>
      )}
    </div>
  )
}
