import { useRef } from 'preact/hooks'
import { FirstEvent, Snippet } from '../../blocks/snippet.tsx'
import { firstEvent } from '../../models/first-event.ts'
import { siteDomain } from '../../models/sites.ts'
import { words } from '../../texts/texts.ts'

/** On a site that never had an event: the snippet, and the wait for the first. Stays to say that it came. */
export function Onboarding() {
  const waitedFor = useRef<string | null>(null)
  const domain = siteDomain.value
  if (firstEvent.arrived.value === false) waitedFor.current = domain ?? null
  if (domain === undefined || waitedFor.current !== domain) return null
  const text = words.value.snippet
  return (
    <section class="card onboarding" aria-label={text.title}>
      <div class="form">
        <h2>{text.title}</h2>
        <p>{text.text}</p>
        <Snippet />
        <FirstEvent />
        <p class="field-hint">{text.options}</p>
      </div>
    </section>
  )
}
