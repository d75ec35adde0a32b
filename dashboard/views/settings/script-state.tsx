import { CircleCheck, CircleDashed, type LucideIcon, TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { ScriptCheck } from '../../../collector/http/api/script-check.ts'
import { ask } from '../../api.ts'
import { ago } from '../../dates.ts'
import { firstEvent } from '../../models/first-event.ts'
import { siteDomain } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

const EVERY_MS = 5_000

/** Whether pages ask for the script and whether it sends: looked at again and again while on show. */
export function ScriptState() {
  const check = useResource<ScriptCheck>(() => {
    const site = siteDomain.value
    if (site === undefined) return undefined
    return {
      key: `script ${site}`,
      fetch: (signal) => ask('GET', '/api/sites/:site/script', { param: { site }, signal }),
    }
  })
  useEffect(() => {
    // One that takes longer is let come: asking anew would break it off, again and again.
    const lookAgain = () => check.since.peek() === undefined && check.ask()
    const timer = setInterval(lookAgain, EVERY_MS)
    return () => clearInterval(timer)
  }, [check])
  const { fetched_at, last_event_at } = check.data.value ?? {}
  if (fetched_at === undefined) return null
  return (
    <div role="status" aria-label={words.value.snippet.check}>
      <ul class="script-state">
        {fetched_at !== null && <Works>{words.value.snippet.fetched(since(fetched_at))}</Works>}
        <Sent at={last_event_at ?? null} fetched={fetched_at !== null} />
      </ul>
    </div>
  )
}

function since(at: string): string {
  return ago(at, Date.now(), locale.value.language)
}

function Works({ children }: { children: ComponentChildren }) {
  return (
    <li class="script-line">
      <CircleCheck size={16} aria-hidden="true" />
      <b>{children}</b>
    </li>
  )
}

interface SentProps {
  at: string | null
  fetched: boolean
}

/** Whether events come: one of four states. */
function Sent({ at, fetched }: SentProps) {
  const text = words.value.snippet
  if (at !== null) return <Works>{text.counted(since(at))}</Works>
  if (fetched) return <Doubt icon={TriangleAlert} told={text.silent} hint={text.silentHint} />
  return firstEvent.arrived.value ? (
    <Doubt icon={CircleDashed} told={text.quiet} hint={text.quietHint} />
  ) : (
    <Doubt icon={CircleDashed} told={text.unfetched} hint={text.unfetchedHint} />
  )
}

interface DoubtProps {
  icon: LucideIcon
  told: string
  hint: string
}

function Doubt({ icon: Icon, told, hint }: DoubtProps) {
  return (
    <li class="script-line">
      <Icon size={16} aria-hidden="true" />
      <div>
        <b>{told}</b>
        <p>{hint}</p>
      </div>
    </li>
  )
}
