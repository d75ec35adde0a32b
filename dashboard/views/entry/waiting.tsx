import type { Problem } from '../../api.ts'
import { countsMeanwhile, inWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'
import { Entry } from './entry.tsx'

/** In place of the dashboard while the server cannot tell who is there: that it comes by itself, and why it waits. */
export function Waiting({ problem }: { problem: Problem }) {
  const text = words.value.waiting
  return (
    <Entry title={text.title}>
      <div class="form" role="status">
        <h1>{text.title}</h1>
        <p>{countsMeanwhile(problem) ? text.counted : text.comesBack}</p>
        <small class="field-hint">{reason(problem)}</small>
      </div>
    </Entry>
  )
}

/** Of what is no server of ours only the status means something. */
function reason({ status, details: { detail } }: Problem): string {
  const { states, waiting } = words.value
  if (status === 0) return states.offline
  return detail === undefined ? waiting.answered(String(status)) : inWords(detail)
}
