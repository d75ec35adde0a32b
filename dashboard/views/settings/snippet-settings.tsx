import { useEffect, useRef } from 'preact/hooks'
import { FirstEvent, Snippet } from '../../blocks/snippet.tsx'
import { SteadySnippet } from '../../blocks/steady-snippet.tsx'
import { experiments } from '../../models/experiments.ts'
import { firstEvent } from '../../models/first-event.ts'
import { site } from '../../models/sites.ts'
import { words } from '../../texts/texts.ts'
import { ScriptState } from './script-state.tsx'
import { TheirTags } from './their-tags.tsx'

export function SnippetSettings() {
  const text = words.value.snippet
  const isAwaited = useRef(false)
  useEffect(() => firstEvent.tell(0), [])
  // Whoever waited for the first event sees it arrive; later on the script's state says all.
  if (firstEvent.arrived.value === false) isAwaited.current = true
  return (
    <div class="form">
      <p>{text.text}</p>
      <Snippet />
      {isAwaited.current && <FirstEvent onward />}
      <ScriptState />
      <p class="field-hint">
        {site.value?.identity === 'stored' ? text.optionsStored : text.options}
      </p>
      {isTrying() && <SteadySnippet />}
      <TheirTags />
    </div>
  )
}

/** Whether pages change for an experiment, or soon will. */
function isTrying(): boolean {
  return (experiments.data.value ?? []).some(
    ({ status, archived }) => status !== 'stopped' && !archived,
  )
}
