import { Mail } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { dateTime, range } from '../../dates.ts'
import { type Digest, digests, previewAddress, sendTest } from '../../models/digests.ts'
import { sendsMail } from '../../models/session.ts'
import { addThing, removeThing } from '../../models/things.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { toast } from '../../parts/toast.tsx'
import { digestWords } from '../../texts/digests.ts'
import { EditDigest, NewDigest } from './digest-form.tsx'

export function DigestSettings() {
  const text = digestWords.value
  return (
    <div class="form">
      <p>{text.intro}</p>
      {!sendsMail.value && <Notice tone="warn">{text.noMail}</Notice>}
      <div class="digests">
        <ThingList
          of={digests}
          icon={<Mail size={22} aria-hidden="true" />}
          empty={text.empty}
          hint={text.emptyHint}
          name={nameOf}
          note={noteOf}
          tools={(digest) => <Tries digest={digest} />}
          edit={(digest, close) => <EditDigest digest={digest} onDone={close} />}
          remove={({ id }, domain) => removeThing(domain, 'digests', id)}
          restore={({ id: _, unsubscribed: __, next: ___, ...digest }, domain) =>
            addThing(domain, 'digests', digest)
          }
        />
      </div>
      <NewDigest />
    </div>
  )
}

function nameOf({ per, to }: Digest): string {
  const text = digestWords.value
  return text.name(text.pers[per], to[0] ?? '', to.length - 1)
}

function noteOf({ next, timezone, unsubscribed }: Digest): string {
  const text = digestWords.value
  const { language } = locale.value
  const when = dateTime(next.at, timezone, language)
  const gone = unsubscribed.length > 0 && text.unsubscribed(unsubscribed.join(', '))
  return [text.next(when, range(next, language)), gone].filter(Boolean).join(' · ')
}

/** What it would look like, here and in one's own mail program. */
function Tries({ digest }: { digest: Digest }) {
  const text = digestWords.value
  const [shown, setShown] = useState(false)
  const [isSending, setSending] = useState(false)
  const test = async () => {
    setSending(true)
    await attempt(async () => toast(text.sent(await sendTest(digest.id))))
    setSending(false)
  }
  return (
    <>
      <Button kind="ghost" size="small" onClick={() => setShown(true)}>
        {text.preview}
      </Button>
      {sendsMail.value && (
        <Button kind="ghost" size="small" disabled={isSending} onClick={test}>
          {text.test}
        </Button>
      )}
      {shown && (
        <FormDialog title={text.previewOf(text.pers[digest.per])} onClose={() => setShown(false)}>
          <Preview id={digest.id} />
        </FormDialog>
      )}
    </>
  )
}

/** The server makes it while one waits; it runs nothing, and its links lead nowhere from here. */
function Preview({ id }: { id: string }) {
  const [isThere, setThere] = useState(false)
  return (
    <div class="mail-preview" aria-busy={!isThere}>
      {!isThere && <SkeletonRows rows={8} height="2.5rem" />}
      <iframe
        title={digestWords.value.preview}
        sandbox=""
        src={previewAddress(id)}
        hidden={!isThere}
        onLoad={() => setThere(true)}
      />
    </div>
  )
}
