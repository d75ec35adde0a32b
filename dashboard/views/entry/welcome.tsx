import { useState } from 'preact/hooks'
import { Problem } from '../../api.ts'
import { go } from '../../models/address.ts'
import { LEAST_PASSWORD } from '../../models/passwords.ts'
import { changeAccount, session } from '../../models/session.ts'
import { loadSites } from '../../models/sites.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { fieldWords, problemWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'
import { Entry } from './entry.tsx'

/** Where a taken link leads: how one will sign in from now on. */
export function Welcome() {
  const text = words.value.welcome
  // Whoever was invited is who the link says; only the first owner says so themselves.
  const invited = session.value?.email ?? undefined
  const [email, setEmail] = useState(invited ?? '')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const submit = async (event: Event) => {
    event.preventDefault()
    try {
      await changeAccount({ ...(invited === undefined && { email }), password })
      await loadSites()
      go('/', { replace: true })
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      setProblem(failure)
    }
  }
  const about = (field: string) => fieldWords(field, problem, 'email')
  const told = about('email') ?? about('password')
  return (
    <Entry title={text.title}>
      <form class="form" onSubmit={submit}>
        <h1>{text.title}</h1>
        <p>{text.text}</p>
        {problem && !told && <Notice tone="bad">{problemWords(problem)}</Notice>}
        <TextField
          label={text.email}
          type="email"
          autocomplete="username"
          required
          readOnly={invited !== undefined}
          value={email}
          problem={about('email')}
          onValue={setEmail}
        />
        <TextField
          label={text.password}
          type="password"
          autocomplete="new-password"
          minLength={LEAST_PASSWORD}
          required
          hint={text.hint(LEAST_PASSWORD)}
          value={password}
          problem={about('password')}
          onValue={setPassword}
        />
        <Button kind="primary" type="submit">
          {text.submit}
        </Button>
      </form>
    </Entry>
  )
}
