import { BellRing } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { consentNote } from '../../blocks/answers/consent-note.ts'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { sendsMail } from '../../models/session.ts'
import { mayChange, ownsSite, siteHere } from '../../models/sites.ts'
import { removeThing } from '../../models/things.ts'
import { locale } from '../../models/view.ts'
import {
  askAddressAgain,
  type ChannelOut,
  deliveries,
  restoreWayOut,
  type Tried,
  tryWayOut,
  waysOut,
} from '../../models/ways-out.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { toast } from '../../parts/toast.tsx'
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
        tools={(one) => mayChange.value && <Tools of={one} onTested={setTest} />}
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

function noteOf(one: ChannelOut): string {
  const { name, kind, to, secret_set } = one
  const text = notificationWords.value
  return [
    name !== null && text.kinds[kind],
    to ?? text.lost,
    secret_set && text.signed,
    consentNote(one),
  ]
    .filter(Boolean)
    .join(' · ')
}

interface ToolsProps {
  of: ChannelOut
  onTested: (test?: Test) => void
}

/** A test, or where its address has not said yes, asking it again. */
function Tools({ of, onTested }: ToolsProps) {
  if (of.confirmed) return <TestButton of={of} onTested={onTested} />
  return mayAsk(of) ? <AskButton of={of} /> : null
}

/** After a no an owner alone may ask. */
function mayAsk({ declined }: ChannelOut): boolean {
  return sendsMail.value && (!declined || ownsSite.value)
}

function AskButton({ of: { id } }: { of: ChannelOut }) {
  const text = notificationWords.value
  const again = async () => {
    await attempt(async () => toast(text.asked(await askAddressAgain(siteHere(), id, spoken()))))
    deliveries.ask()
  }
  return (
    <Button kind="ghost" size="small" onClick={again}>
      {text.again}
    </Button>
  )
}

function spoken(): 'en' | 'zh' {
  return locale.value.language.startsWith('zh') ? 'zh' : 'en'
}

function TestAnswer({ name, sent, detail }: Test) {
  const text = notificationWords.value
  if (sent) return <Notice tone="good">{text.tested(name)}</Notice>
  return <Notice tone="bad">{text.untested(name, deliveryWords(detail ?? '', text.said))}</Notice>
}

function TestButton({ of, onTested }: ToolsProps) {
  const text = notificationWords.value
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    onTested(undefined)
    await attempt(async () => {
      onTested({ name: nameOf(of), ...(await tryWayOut(siteHere(), of.id, spoken())) })
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
