import { useState } from 'preact/hooks'
import type { Problem } from '../../api.ts'
import { failureOf } from '../../blocks/forms/use-save.ts'
import { closed, openShare } from '../../models/shared-link.ts'
import { useAgain } from '../../models/use-again.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { inWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'
import { Entry } from '../entry/entry.tsx'

/** A shared link that does not open: it asks for its password, has ended, or is not there. */
export function ClosedShare() {
  const problem = closed.value
  if (!problem) return null
  const asks = problem.status === 401 || problem.status === 429
  return asks ? <PasswordForm problem={problem} /> : <Closed problem={problem} />
}

function PasswordForm({ problem }: { problem: Problem }) {
  const { shared: text, signIn } = words.value
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    await failureOf(() => openShare(password))
    setTried(true)
    setBusy(false)
  }
  const refusal = problem.status === 429 ? signIn.wait : text.wrong
  return (
    <Entry title={text.locked}>
      <form class="form" onSubmit={submit}>
        <h1>{text.locked}</h1>
        <p>{text.lockedText}</p>
        {tried && !busy && <Notice tone="bad">{refusal}</Notice>}
        <TextField
          label={signIn.password}
          type="password"
          autocomplete="off"
          required
          value={password}
          onValue={setPassword}
        />
        <Button kind="primary" type="submit" disabled={busy}>
          {text.open}
        </Button>
      </form>
    </Entry>
  )
}

function Closed({ problem }: { problem: Problem }) {
  const { shared: text, states } = words.value
  const said: Record<number, { title: string; hint: string }> = {
    0: { title: states.offline, hint: text.offlineText },
    404: { title: text.missing, hint: text.missingText },
    410: { title: text.ended, hint: text.endedText },
  }
  const { title, hint } = said[problem.status] ?? {
    title: text.failed,
    hint: inWords(problem.message),
  }
  const gone = problem.status === 404 || problem.status === 410
  useAgain(gone ? undefined : problem, () => void openShare())
  return (
    <Entry title={title}>
      <div class="form" role="alert">
        <h1>{title}</h1>
        <p>{hint}</p>
        {!gone && <Button onClick={() => openShare()}>{states.retry}</Button>}
      </div>
    </Entry>
  )
}
