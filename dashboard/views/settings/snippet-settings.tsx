import { words } from '../../texts/texts.ts'
import { FirstEvent, Snippet } from '../snippet.tsx'

export function SnippetSettings() {
  const text = words.value.snippet
  return (
    <div class="form">
      <p>{text.text}</p>
      <Snippet />
      <FirstEvent onward />
      <p class="field-hint">{text.options}</p>
    </div>
  )
}
