import { useEffect } from 'preact/hooks'
import { count as counted } from '../format.ts'
import { allowHost, lookForRefused, refused, strangers } from '../models/refused.ts'
import { mayChange } from '../models/sites.ts'
import { linkTo, locale } from '../models/view.ts'
import { spelled } from '../names.ts'
import { Button } from '../parts/button.tsx'
import { words } from '../texts/texts.ts'
import { undoable } from './forms/undo.ts'

const EVERY_MS = 3_000
/** More hosts than that are no slip of one's own. */
const MOST = 5

/** Why nothing is counted although something came: hosts to allow, and other reasons by name. */
export function Refused() {
  useEffect(() => {
    void lookForRefused()
    const timer = setInterval(lookForRefused, EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const hosts = strangers().slice(0, MOST)
  const others = refused.value?.rejected_totals.filter(({ reason }) => reason !== 'hostname') ?? []
  if (hosts.length + others.length === 0) return null
  const { snippet, quality } = words.value
  return (
    <ul class="refused" aria-label={snippet.refused}>
      {hosts.map((host) => (
        <RefusedHost key={host} host={host} />
      ))}
      {others.map(({ reason, count }) => (
        <li key={reason}>
          <a href={linkTo('quality')}>
            {snippet.refusedFor(spelled(quality.reasons, reason), counted(count, locale.value))}
          </a>
        </li>
      ))}
    </ul>
  )
}

function RefusedHost({ host }: { host: string }) {
  const text = words.value.snippet
  return (
    <li>
      <span dir="auto">{text.refusedHost(host)}</span>
      {mayChange.value && <AllowHost host={host} />}
    </li>
  )
}

/** Counts the pages of a host from now on; what was refused stays refused. */
export function AllowHost({ host }: { host: string }) {
  const text = words.value.snippet
  const allow = () =>
    undoable({
      said: text.allowed(host),
      run: (domain) => allowHost(domain, host),
      undo: (domain) => allowHost(domain, host, false),
    })
  return (
    <Button size="small" aria-label={text.allowHost(host)} onClick={allow}>
      {text.allow}
    </Button>
  )
}
