import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../../api.ts'
import { failureOf } from '../../blocks/forms/use-save.ts'
import { address, go } from '../../models/address.ts'
import { session, signIn } from '../../models/session.ts'
import { loadSites } from '../../models/sites.ts'
import { askWaysIn, waysIn } from '../../models/ways-in.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { inWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'
import { codeWords } from './code-words.ts'
import { Entry } from './entry.tsx'
import { NewLinkHint } from './new-link-hint.tsx'
import { OtherWays, Refused } from './other-ways.tsx'

/** Where to go on after signing in: the page that was asked for, if it is one of ours. */
function next(): string {
  const wanted = new URLSearchParams(address.peek().search).get('next') ?? '/'
  return wanted.startsWith('/') && !wanted.startsWith('//') ? wanted : '/'
}

export function SignIn() {
  const { signIn: text, states, security } = words.value
  const [email, setEmail] = useState(session.value?.email ?? '')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const asked = new URLSearchParams(address.value.search)
  const invited = asked.get('next')?.startsWith('/sign-in/')
  // Without them the password is there.
  useEffect(() => void failureOf(askWaysIn), [])
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    const failure = await failureOf(async () => {
      await signIn({ email, password, ...(code !== undefined && { code }) })
      await loadSites()
    })
    setBusy(false)
    if (!failure) return go(next(), { replace: true })
    const asksCode = code === undefined && failure.about('code') !== undefined
    if (asksCode) setCode('')
    setProblem(asksCode ? undefined : failure)
  }
  const refusals: Record<number, string> = { 0: states.offline, 401: text.wrong, 429: text.wait }
  return (
    <Entry title={text.title}>
      <form class="form" onSubmit={submit}>
        <h1>{text.title}</h1>
        {asked.has('next') && !invited && !problem && !waysIn.value?.told && <p>{text.expired}</p>}
        {!problem && <Refused />}
        {problem && !problem.about('code') && (
          <Notice tone="bad">{refusals[problem.status] ?? inWords(problem.message)}</Notice>
        )}
        <TextField
          label={text.email}
          type="email"
          autocomplete="username"
          required
          value={email}
          onValue={setEmail}
        />
        <TextField
          label={text.password}
          type="password"
          autocomplete="current-password"
          required
          value={password}
          onValue={setPassword}
        />
        {code !== undefined && (
          <TextField
            label={security.code}
            autocomplete="one-time-code"
            required
            hint={security.askedCode}
            problem={codeWords(problem)}
            value={code}
            onValue={setCode}
          />
        )}
        <Button kind="primary" type="submit" disabled={busy}>
          {text.submit}
        </Button>
        <OtherWays email={email} next={next()} />
        <NewLinkHint email={email} />
      </form>
    </Entry>
  )
}
