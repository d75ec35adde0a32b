import { useEffect, useState } from 'preact/hooks'
import { sentenceOf } from '../../blocks/filters/sentence.ts'
import { dateTime, range } from '../../dates.ts'
import { full } from '../../format.ts'
import { type Deletion, deletions } from '../../models/deletions.ts'
import { mayChange, site, siteHere } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { words } from '../../texts/texts.ts'
import { DeleteEvents, takeBack } from './delete-events.tsx'

/** How often an unfinished deletion is asked for. */
const EVERY_MS = 2_000

/** Opens the dialog. */
export function DeleteButton() {
  const [open, setOpen] = useState(false)
  if (!mayChange.value) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.value.quality.deletion.open}
      </Button>
      {open && <DeleteEvents onClose={() => setOpen(false)} />}
    </>
  )
}

/** What was deleted and can still be brought back. Nothing when there is nothing. */
export function Deletions() {
  const text = words.value.quality.deletion
  const rows = deletions.data.value ?? []
  const isBusy = rows.some(({ state }) => state !== 'removed')
  useEffect(() => {
    if (!isBusy) return
    const timer = setInterval(deletions.ask, EVERY_MS)
    return () => clearInterval(timer)
  }, [isBusy])
  if (rows.length === 0) return null
  return (
    <Card title={text.list} flush>
      <div class="worded deletions">
        <DataTable caption={text.list} rows={rows} rowKey={({ id }) => id} columns={columns()} />
      </div>
    </Card>
  )
}

function columns(): Column<Deletion>[] {
  const text = words.value.quality.deletion
  return [
    {
      key: 'what',
      head: words.value.quality.matter,
      cell: (deletion) => (
        <>
          {whatWas(deletion)}
          <span class="on-phone">
            {stateInWords(deletion)} · {text.until} {untilWhen(deletion)}
          </span>
        </>
      ),
    },
    {
      key: 'events',
      head: words.value.quality.events,
      align: 'end',
      cell: ({ events }) => full('count', events, locale.value),
    },
    { key: 'state', head: text.state, cell: stateInWords },
    {
      key: 'until',
      head: text.until,
      cell: untilWhen,
    },
    {
      key: 'back',
      head: '',
      align: 'end',
      cell: ({ id, state }) =>
        mayChange.value &&
        (state === 'removing' || state === 'removed') && (
          <Button size="small" onClick={() => takeBack(siteHere(), id)}>
            {text.bringBack}
          </Button>
        ),
    },
  ]
}

/** What was chosen, as the dialog said it. */
function whatWas({ period, filters }: Deletion): string {
  return [range(period, locale.value.language), ...filters.map(sentenceOf)].join(' · ')
}

function untilWhen({ until }: Deletion): string {
  return dateTime(until, site.value?.timezone ?? 'UTC', locale.value.language)
}

function stateInWords({ state, done, events }: Deletion): string {
  const text = words.value.quality.deletion
  if (state !== 'removing') return text.states[state]
  return text.progress(full('count', done, locale.value), full('count', events, locale.value))
}
