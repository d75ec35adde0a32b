import { CircleCheck } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import { firstEvent } from '../models/first-event.ts'
import { scriptAddress } from '../models/session.ts'
import { siteDomain } from '../models/sites.ts'
import { linkTo } from '../models/view.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { words } from '../texts/texts.ts'
import { Refused } from './refused-hosts.tsx'

/** For calls before the script is there, or where a blocker stops it; the same as in docs/script.md. */
const STUB =
  "<script>window.tributary?.q||(t=>{t.q=[];for(let m of['identify','reset','page','consent','ignore'])t[m]=(...a)=>t(m,...a);t.variant=()=>null;window.tributary=t})((...a)=>tributary.q.push(a))</script>"

/** The tag for a site's pages. */
export function Snippet() {
  const { actions } = words.value
  const tag = `<script async src="${scriptAddress(siteDomain.value ?? '')}"></script>`
  const code = `${tag}\n${STUB}`
  return (
    <div class="snippet">
      <code>{code}</code>
      <CopyButton text={code} label={actions.copy} done={actions.copied} />
    </div>
  )
}

/** Waits for the site's first event, and turns green by itself. */
export function FirstEvent({ onward = false }: { onward?: boolean }) {
  const text = words.value.snippet
  useEffect(() => firstEvent.watch(), [])
  const arrived = firstEvent.arrived.value === true
  return (
    <div class="first-event" data-arrived={arrived || undefined} role="status">
      {arrived ? <CircleCheck size={18} aria-hidden="true" /> : <span class="dot" data-waiting />}
      <div>
        <b>{arrived ? text.received : text.waiting}</b>
        <p>{arrived ? text.receivedHint : text.waitingHint}</p>
        {!arrived && <Refused />}
      </div>
      {arrived && onward && (
        <a class="button" href={linkTo('', { period: 'today' })}>
          {text.go}
        </a>
      )}
    </div>
  )
}
