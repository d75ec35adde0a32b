import { useState } from 'preact/hooks'
import type { Problem } from '../../api.ts'
import { failureOf } from '../../blocks/forms/use-save.ts'
import { locale } from '../../models/view.ts'
import { mailLink, waysIn, wayTo } from '../../models/ways-in.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { problemWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'

interface OtherWaysProps {
  email: string
  /** Where they lead in the end. */
  next: string
  /** A link was asked for, and there is no address to send it to. */
  onNoEmail: () => void
}

/** Ways in beside the password, as far as there are any. */
export function OtherWays({ email, next, onNoEmail }: OtherWaysProps) {
  const text = words.value.signIn
  const { provider = null, mail = false } = waysIn.value ?? {}
  if (provider === null && !mail) return null
  return (
    <>
      <div class="entry-or">{text.or}</div>
      {provider !== null && (
        <a class="button" href={wayTo(next)}>
          {text.elsewhere(provider.name)}
        </a>
      )}
      {mail && <MailLink email={email} onNoEmail={onNoEmail} />}
    </>
  )
}

function MailLink({ email, onNoEmail }: Pick<OtherWaysProps, 'email' | 'onNoEmail'>) {
  const text = words.value.signIn
  const [sent, setSent] = useState<{ email: string; minutes: number }>()
  const [problem, setProblem] = useState<Problem>()
  const send = async () => {
    if (!isAddress(email)) return onNoEmail()
    const language = locale.value.language.startsWith('zh') ? 'zh' : 'en'
    const failure = await failureOf(async () =>
      setSent({ email: email.trim(), minutes: await mailLink(email.trim(), language) }),
    )
    setProblem(failure)
  }
  return (
    <>
      <Button onClick={send}>{text.mail}</Button>
      {problem && (
        <Notice tone="bad">{problem.status === 429 ? text.wait : problemWords(problem)}</Notice>
      )}
      {sent && !problem && (
        <Notice tone="good">{text.mailed(sent.email, String(sent.minutes))}</Notice>
      )}
    </>
  )
}

export function isAddress(email: string): boolean {
  return /^\S+@\S+$/u.test(email.trim())
}

/** Why whoever came back from the provider is not signed in; what the provider said stands as it said it. */
export function Refused() {
  const told = waysIn.value?.told
  if (!told) return null
  return (
    <Notice tone="bad">
      {words.value.signIn.refused[told.reason]}
      {told.said !== null && (
        <>
          {' '}
          <span dir="auto">({told.said})</span>
        </>
      )}
    </Notice>
  )
}
