import { HandCoins } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { Confirm } from '../../blocks/forms/confirm.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { dateTime, range } from '../../dates.ts'
import { full } from '../../format.ts'
import { mayChange, site } from '../../models/sites.ts'
import { imports, removeImport, type SpendImport, undoImport } from '../../models/spend.ts'
import { followChange } from '../../models/spend-files.ts'
import { locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { toast } from '../../parts/toast.tsx'
import { spendWords } from '../../texts/spend.ts'
import { words } from '../../texts/texts.ts'
import { sums } from './amounts.ts'

/** Everything that was imported, the newest first, with the ways to take it back. */
export function ImportList() {
  const text = spendWords.value
  return (
    <Card title={text.imports} flush>
      <Answered of={imports} meanwhile={<TableRoom rows={3} />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              icon={<HandCoins size={22} aria-hidden="true" />}
              title={text.noImports}
              hint={text.noImportsHint}
            />
          ) : (
            <div class="worded imports">
              <DataTable
                caption={text.imports}
                rows={all}
                rowKey={({ name }) => name}
                columns={columns()}
              />
            </div>
          )
        }
      </Answered>
    </Card>
  )
}

function columns(): Column<SpendImport>[] {
  const text = spendWords.value
  return [
    {
      key: 'name',
      head: text.importName,
      cell: (one) => (
        <>
          <bdi dir="auto">{one.name}</bdi>
          <span class="on-phone">
            {platformOf(one)} · {daysOf(one)}
          </span>
        </>
      ),
    },
    { key: 'platform', head: text.platform, cell: platformOf },
    { key: 'days', head: text.days, cell: daysOf },
    {
      key: 'rows',
      head: text.rows,
      align: 'end',
      cell: ({ rows }) => full('count', rows, locale.value),
    },
    { key: 'total', head: text.total, align: 'end', cell: ({ totals }) => sums(totals) },
    { key: 'at', head: text.when, cell: whenOf },
    {
      key: 'tools',
      stays: true,
      head: text.tools,
      align: 'end',
      cell: (one) => mayChange.value && <Tools of={one} />,
    },
  ]
}

function platformOf({ platform }: SpendImport): string {
  return spelled(spendWords.value.platforms, platform)
}

function daysOf({ days: [from, to] }: SpendImport): string {
  return range({ from, to }, locale.value.language)
}

function whenOf({ at }: SpendImport): string {
  return dateTime(at, site.value?.timezone ?? 'UTC', locale.value.language)
}

function Tools({ of: { name, file } }: { of: SpendImport }) {
  const { actions } = words.value
  const text = spendWords.value
  const [asked, setAsked] = useState<'undo' | 'remove'>()
  const close = () => setAsked(undefined)
  const run = async (work: () => Promise<void>, said: string) => {
    if (await attempt(work)) toast(said)
    followChange()
  }
  return (
    <span class="row-tools">
      <Button
        kind="ghost"
        size="small"
        aria-label={`${actions.undo}: ${name}`}
        onClick={() => setAsked('undo')}
      >
        {actions.undo}
      </Button>
      <Button
        kind="ghost"
        size="small"
        aria-label={`${actions.remove}: ${name}`}
        onClick={() => setAsked('remove')}
      >
        {actions.remove}
      </Button>
      {asked === 'undo' && (
        <Confirm
          title={text.undoTitle(name)}
          label={actions.undo}
          onConfirm={() => run(() => undoImport(name, file), text.undone)}
          onClose={close}
        >
          {text.undoWarning}
        </Confirm>
      )}
      {asked === 'remove' && (
        <Confirm
          title={actions.sure(name)}
          label={actions.remove}
          onConfirm={() => run(() => removeImport(name), actions.removed(name))}
          onClose={close}
        >
          {text.removeWarning}
        </Confirm>
      )}
    </span>
  )
}
