import { useState } from 'preact/hooks'
import type { Problem } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { codeWords } from './code-words.ts'

interface EnterByMailProps {
  email: string | null
  /** That a code is asked for, or was wrong. */
  problem: Problem | undefined
  onTake: (code?: string) => void
}

/** Where a link from an e-mail leads: a button, for scanners follow links and press none. */
export function EnterByMail({ email, problem, onTake }: EnterByMailProps) {
  const { invited: text, signIn, security } = words.value
  const [code, setCode] = useState<string>()
  const submit = (event: Event) => {
    event.preventDefault()
    if (problem && code === undefined) setCode('')
    onTake(code)
  }
  return (
    <form class="form" onSubmit={submit}>
      <p>
        {text.enterText} <b>{email}</b>
      </p>
      {problem && (
        <TextField
          label={security.code}
          autocomplete="one-time-code"
          required
          hint={security.askedCode}
          problem={code === undefined ? undefined : codeWords(problem)}
          value={code ?? ''}
          onValue={setCode}
        />
      )}
      <Button kind="primary" type="submit">
        {signIn.submit}
      </Button>
    </form>
  )
}
