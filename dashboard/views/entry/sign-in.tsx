import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '../../api.ts'
import { showFault } from '../../blocks/forms/show-fault.ts'
import { failureOf } from '../../blocks/forms/use-save.ts'
import { address, go } from '../../models/address.ts'
import { session, signIn } from '../../models/session.ts'
import { loadSites } from '../../models/sites.ts'
import { askWaysIn, waysIn } from '../../models/ways-in.ts'
import { Button } from '../../parts/button.tsx'
import { TextField, type Valued } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { inWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'
import { codeWords } from './code-words.ts'
import { Entry } from './entry.tsx'
import { NewLinkHint } from './new-link-hint.tsx'
import { isAddress, OtherWays, Refused } from './other-ways.tsx'

/** Where to go on after signing in: the page that was asked for, if it is one of ours. */
function next(): string {
  const wanted = new URLSearchParams(address.peek().search).get('next') ?? '/'
  return wanted.startsWith('/') && !wanted.startsWith('//') ? wanted : '/'
}

export function SignIn() {
  const { signIn: text, security } = words.value
  const [email, setEmail] = useState(session.value?.email ?? '')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const { form, noEmail, askEmail } = useAskedEmail()
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
  return (
    <Entry title={text.title}>
      <form class="form" ref={form} onSubmit={submit}>
        <h1>{text.title}</h1>
        {asked.has('next') && !invited && !problem && !waysIn.value?.told && <p>{text.expired}</p>}
        {!problem && <Refused />}
        <Trouble problem={problem} />
        <EmailField
          value={email}
          problem={noEmail ? mailNeeds(email) : undefined}
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
        <OtherWays email={email} next={next()} onNoEmail={askEmail} />
        <NewLinkHint email={email} />
      </form>
    </Entry>
  )
}

/** What is the matter, where it is not the code alone. */
function Trouble({ problem }: { problem: Problem | undefined }) {
  const { signIn: text, states } = words.value
  if (!problem || problem.about('code')) return null
  const refusals: Record<number, string> = { 0: states.offline, 401: text.wrong, 429: text.wait }
  return <Notice tone="bad">{refusals[problem.status] ?? inWords(problem.message)}</Notice>
}

/** That a link was asked for without an address to send it to: shown at the field, which then has the focus. */
function useAskedEmail() {
  const [noEmail, setNoEmail] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const askEmail = () => {
    setNoEmail(true)
    if (form.current) showFault(form.current)
  }
  return { form, noEmail, askEmail }
}

function EmailField(field: Valued<string> & { problem: string | undefined }) {
  const label = words.value.signIn.email
  return <TextField {...field} label={label} type="email" autocomplete="username" required />
}

/** What is wrong with where a link is to go, until it is an address. */
function mailNeeds(email: string): string | undefined {
  if (isAddress(email)) return undefined
  return email.trim() === '' ? words.value.signIn.mailNeeds : words.value.refusals.email
}
