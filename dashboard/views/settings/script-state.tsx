import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import type { ScriptCheck } from '../../../collector/http/api/script-check.ts'
import { ask } from '../../api.ts'
import { ago } from '../../dates.ts'
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
        <Fetched at={fetched_at} />
        <Sent at={last_event_at ?? null} fetched={fetched_at !== null} />
      </ul>
    </div>
  )
}

function since(at: string): string {
  return ago(at, Date.now(), locale.value.language)
}

function Fetched({ at }: { at: string | null }) {
  const text = words.value.snippet
  if (at !== null) {
    return (
      <li class="script-line">
        <CircleCheck size={16} aria-hidden="true" />
        <b>{text.fetched(since(at))}</b>
      </li>
    )
  }
  return (
    <li class="script-line">
      <CircleDashed size={16} aria-hidden="true" />
      <div>
        <b>{text.unfetched}</b>
        <p>{text.unfetchedHint}</p>
      </div>
    </li>
  )
}

function Sent({ at, fetched }: { at: string | null; fetched: boolean }) {
  const text = words.value.snippet
  if (at !== null) {
    return (
      <li class="script-line">
        <CircleCheck size={16} aria-hidden="true" />
        <b>{text.counted(since(at))}</b>
      </li>
    )
  }
  if (!fetched) return null
  return (
    <li class="script-line">
      <TriangleAlert size={16} aria-hidden="true" />
      <div>
        <b>{text.silent}</b>
        <p>{text.silentHint}</p>
      </div>
    </li>
  )
}
