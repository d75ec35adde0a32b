import { FirstEvent, Snippet } from '../../blocks/snippet.tsx'
import { words } from '../../texts/texts.ts'
import { ScriptState } from './script-state.tsx'

export function SnippetSettings() {
  const text = words.value.snippet
  return (
    <div class="form">
      <p>{text.text}</p>
      <Snippet />
      <FirstEvent onward />
      <ScriptState />
      <p class="field-hint">{text.options}</p>
    </div>
  )
}
