import { BellRing } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { mayChange, siteHere } from '../../models/sites.ts'
import { removeThing } from '../../models/things.ts'
import { locale } from '../../models/view.ts'
import {
  type ChannelOut,
  deliveries,
  restoreWayOut,
  type Tried,
  tryWayOut,
  waysOut,
} from '../../models/ways-out.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { notificationWords } from '../../texts/notifications.ts'
import { DeliveryList } from './delivery-list.tsx'
import { deliveryWords } from './delivery-words.ts'
import { NewWayOut, WayOutForm } from './way-out-form.tsx'

interface Test extends Tried {
  name: string
}

/** Ways out with their tests, and what went by them. */
export function NotificationSettings() {
  const text = notificationWords.value
  const [test, setTest] = useState<Test>()
  return (
    <div class="form">
      <p>{text.intro}</p>
      <ThingList
        of={waysOut}
        icon={<BellRing size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={nameOf}
        note={noteOf}
        tools={(one) => mayChange.value && <TestButton of={one} onTested={setTest} />}
        edit={(one, close) => <WayOutForm of={one} onDone={close} />}
        remove={({ id }, domain) => removeThing(domain, 'channels-out', id)}
        restore={({ id }, domain) => restoreWayOut(domain, id)}
      />
      {test && <TestAnswer {...test} />}
      {mayChange.value && <NewWayOut />}
      <DeliveryList />
    </div>
  )
}

function nameOf({ name, kind }: ChannelOut): string {
  return name ?? notificationWords.value.kinds[kind]
}

function noteOf({ name, kind, to, secret_set }: ChannelOut): string {
  const text = notificationWords.value
  return [name !== null && text.kinds[kind], to ?? text.lost, secret_set && text.signed]
    .filter(Boolean)
    .join(' · ')
}

function TestAnswer({ name, sent, detail }: Test) {
  const text = notificationWords.value
  if (sent) return <Notice tone="good">{text.tested(name)}</Notice>
  return <Notice tone="bad">{text.untested(name, deliveryWords(detail ?? '', text.said))}</Notice>
}

function TestButton({ of, onTested }: { of: ChannelOut; onTested: (test?: Test) => void }) {
  const text = notificationWords.value
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    onTested(undefined)
    const language = locale.value.language.startsWith('zh') ? 'zh' : 'en'
    await attempt(async () => {
      onTested({ name: nameOf(of), ...(await tryWayOut(siteHere(), of.id, language)) })
    })
    setBusy(false)
    deliveries.ask()
  }
  return (
    <Button kind="ghost" size="small" disabled={busy} onClick={send}>
      {busy ? text.testing : text.test}
    </Button>
  )
}
