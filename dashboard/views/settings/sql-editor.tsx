import { Play, Square } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Sheet } from '../../blocks/downloads/sheet.ts'
import { SheetButtons } from '../../blocks/downloads/sheet-buttons.tsx'
import { day } from '../../dates.ts'
import { count } from '../../format.ts'
import {
  asked,
  lastQuery,
  running,
  runQuery,
  type SqlAnswer,
  wholeAnswer,
} from '../../models/sql.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TextArea } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { problemWords } from '../../refusals.ts'
import { developerWords } from '../../texts/developers.ts'

const RUN_KEY = /Mac|iPhone|iPad/u.test(navigator.userAgent) ? '⌘↵' : 'Ctrl+↵'

/** A query, and what came of the last one. */
export function SqlEditor() {
  const text = developerWords.value
  const [query, setQuery] = useState(lastQuery)
  const isRunning = running.value !== undefined
  const byKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    void runQuery(query)
  }
  return (
    <form
      class="form sql-editor"
      onKeyDown={byKey}
      onSubmit={(event) => {
        event.preventDefault()
        void runQuery(query)
      }}
    >
      <TextArea
        label={text.query}
        hint={text.hint(RUN_KEY)}
        problem={problemOf(query)}
        value={query}
        onValue={setQuery}
      />
      <div class="sql-actions">
        {isRunning ? (
          // Of its own: one that became the other under the pointer would send the form.
          <Button key="stop" icon={<Square size={14} />} onClick={() => running.value?.abort()}>
            {text.stop}
          </Button>
        ) : (
          <Button key="run" kind="primary" type="submit" icon={<Play size={14} />}>
            {text.run}
          </Button>
        )}
        {isRunning && <span role="status">{text.running}</span>}
      </div>
      <Answer />
    </form>
  )
}

/** What was wrong with the query, as long as it is the one that stands there. */
function problemOf(query: string): string | undefined {
  const { problem, query: refused } = asked.value ?? {}
  return problem && refused === query ? problemWords(problem) : undefined
}

function Answer() {
  const text = developerWords.value
  const { answer } = asked.value ?? {}
  if (!answer) return null
  const { columns, rows } = answer
  if (rows.length === 0) return <EmptyState title={text.none} hint={text.noneHint} />
  return (
    <div class="sql-answer">
      <div class="sql-actions">
        <RowCount answer={answer} />
        <SheetButtons name={text.file} sheet={wholeSheet} />
      </div>
      <Since answer={answer} />
      <DataTable
        caption={text.caption}
        columns={columns.map((head, i) => ({
          key: `${i}`,
          head,
          cell: (row: SqlAnswer['rows'][number]) => String(row[i] ?? ''),
          ...(rows.every((row) => typeof row[i] === 'number' || row[i] === null) && {
            align: 'end' as const,
          }),
        }))}
        rows={rows}
        rowKey={(row) => `${rows.indexOf(row)}`}
      />
    </div>
  )
}

function RowCount({ answer: { rows, truncated } }: { answer: SqlAnswer }) {
  const text = developerWords.value
  const said = count(rows.length, locale.value)
  return <span role="status">{truncated ? text.cut(said) : text.rows(said)}</span>
}

function Since({ answer: { meta } }: { answer: SqlAnswer }) {
  const { language } = locale.value
  if (meta.events_from === null) return null
  const since = day(meta.events_from.slice(0, 10), language)
  return <Notice tone="warn">{developerWords.value.eventsFrom(since)}</Notice>
}

async function wholeSheet(): Promise<Sheet> {
  const last = asked.peek()
  if (!last) return []
  const { columns, rows } = await wholeAnswer(last)
  return [columns, ...rows.map((row) => row.map((value) => String(value ?? '')))]
}
