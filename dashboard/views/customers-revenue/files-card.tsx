import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { Confirm } from '../../blocks/forms/confirm.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { dateTime } from '../../dates.ts'
import { full } from '../../format.ts'
import { site, siteDomain } from '../../models/sites.ts'
import {
  followSubscriptions,
  type SubscriptionImport,
  subscriptionFiles,
  subscriptionImports,
  takeBack,
} from '../../models/subscription-files.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { DropZone } from '../../parts/drop-zone.tsx'
import { toast } from '../../parts/toast.tsx'
import { subscriptionWords } from '../../texts/subscription-files.ts'
import { words } from '../../texts/texts.ts'
import { SubscriptionFileCard } from './subscription-file-card.tsx'

/** Files of billing systems: where they are dropped, what is in them, and which were taken in. */
export function FilesCard() {
  const text = subscriptionWords.value
  const own = subscriptionFiles.list.value.filter(({ site: of }) => of === siteDomain.value)
  return (
    <>
      <Card title={text.title}>
        <DropZone
          label={text.drop}
          hint={text.dropHint}
          multiple
          onFiles={(files) => subscriptionFiles.add(files)}
        />
      </Card>
      {own.map((dropped) => (
        <SubscriptionFileCard key={dropped.id} dropped={dropped} />
      ))}
      <Taken />
    </>
  )
}

function Taken() {
  const text = subscriptionWords.value
  if ((subscriptionImports.data.value ?? []).length === 0) return null
  return (
    <Card title={text.taken} flush>
      <Answered of={subscriptionImports} meanwhile={null}>
        {(all) => (
          <>
            <DataTable
              caption={text.taken}
              rows={all}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'file',
                  head: text.file,
                  cell: ({ file }) => (
                    <bdi dir="auto" title={file ?? undefined}>
                      {file ?? text.noName}
                    </bdi>
                  ),
                },
                {
                  key: 'subscriptions',
                  head: text.subscriptions,
                  align: 'end',
                  cell: ({ subscriptions }) => full('count', subscriptions, locale.value),
                },
                {
                  key: 'events',
                  head: text.changes,
                  align: 'end',
                  cell: ({ events }) => full('count', events, locale.value),
                },
                { key: 'at', head: text.when, cell: whenOf },
                {
                  key: 'tools',
                  stays: true,
                  head: text.tools,
                  align: 'end',
                  // What later files tell is what has changed since: only the newest can go.
                  cell: (one) => one === all[0] && <TakeBack of={one} />,
                },
              ]}
            />
            {all.length > 1 && <p class="more drill-note">{text.onlyNewest}</p>}
          </>
        )}
      </Answered>
    </Card>
  )
}

function whenOf({ at }: SubscriptionImport): string {
  return dateTime(at, site.value?.timezone ?? 'UTC', locale.value.language)
}

function TakeBack({ of: { id, file } }: { of: SubscriptionImport }) {
  const { actions } = words.value
  const text = subscriptionWords.value
  const [asked, setAsked] = useState(false)
  const name = file ?? text.noName
  const run = async () => {
    if (await attempt(() => takeBack(id))) toast(text.undone)
    followSubscriptions()
  }
  return (
    <>
      <Button
        kind="ghost"
        size="small"
        aria-label={`${actions.undo}: ${name}`}
        onClick={() => setAsked(true)}
      >
        {actions.undo}
      </Button>
      {asked && (
        <Confirm
          title={text.undoTitle(name)}
          label={actions.undo}
          onConfirm={() => void run()}
          onClose={() => setAsked(false)}
        >
          {text.undoWarning}
        </Confirm>
      )}
    </>
  )
}
