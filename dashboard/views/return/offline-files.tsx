import { useState } from 'preact/hooks'
import { Confirm } from '../../blocks/forms/confirm.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { dateTime, range } from '../../dates.ts'
import { full } from '../../format.ts'
import {
  isLastExport,
  type OfflineExport,
  offlineExports,
  takeBackExport,
} from '../../models/offline.ts'
import { site } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { toast } from '../../parts/toast.tsx'
import { offlineWords } from '../../texts/offline.ts'

/** The files that went out, the newest first; the last of each goal and platform can be taken back. */
export function OfflineFiles({ onChange }: { onChange: () => void }) {
  const text = offlineWords.value
  const all = offlineExports.data.value ?? []
  if (all.length === 0) return null
  return (
    <div class="first-rows exports">
      <h3>{text.exports}</h3>
      <DataTable
        caption={text.exports}
        rows={all}
        rowKey={({ id }) => id}
        columns={columns(all, onChange)}
      />
    </div>
  )
}

function columns(all: readonly OfflineExport[], onChange: () => void): Column<OfflineExport>[] {
  const text = offlineWords.value
  const { language } = locale.value
  const whose = (one: OfflineExport) =>
    `${spelled(text.platforms, one.platform)} · ${spelled(text.kinds, one.kind)}`
  const days = ({ days: [from, to] }: OfflineExport) => range({ from, to }, language)
  return [
    {
      key: 'goal',
      head: text.goal,
      cell: (one) => (
        <>
          <bdi dir="auto">{nameOf(one)}</bdi>
          <span class="on-phone">
            {whose(one)} · {days(one)}
          </span>
        </>
      ),
    },
    { key: 'platform', head: text.platform, cell: whose },
    { key: 'days', head: text.days, cell: days },
    {
      key: 'rows',
      head: text.lines,
      align: 'end',
      cell: ({ rows }) => full('count', rows, locale.value),
    },
    {
      key: 'at',
      head: text.when,
      cell: ({ at }) => dateTime(at, site.value?.timezone ?? 'UTC', language),
    },
    {
      key: 'tools',
      stays: true,
      head: text.tools,
      align: 'end',
      cell: (one) => isLastExport(one, all) && <TakeBack one={one} onChange={onChange} />,
    },
  ]
}

function nameOf({ goal }: OfflineExport): string {
  return goal.name ?? offlineWords.value.goneGoal
}

function TakeBack({ one, onChange }: { one: OfflineExport; onChange: () => void }) {
  const text = offlineWords.value
  const [open, setOpen] = useState(false)
  const takeBack = async () => {
    if (await attempt(() => takeBackExport(one.id))) toast(text.takenBack)
    offlineExports.ask()
    onChange()
  }
  return (
    <>
      <Button
        kind="ghost"
        size="small"
        aria-label={text.takeBackOf(nameOf(one))}
        onClick={() => setOpen(true)}
      >
        {text.takeBack}
      </Button>
      {open && (
        <Confirm
          title={text.takeBackTitle(nameOf(one))}
          label={text.takeBack}
          onConfirm={() => void takeBack()}
          onClose={() => setOpen(false)}
        >
          {text.takeBackWarning}
        </Confirm>
      )}
    </>
  )
}
