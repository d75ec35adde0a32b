import { useEffect, useState } from 'preact/hooks'
import { useParams } from 'wouter-preact'
import type { Problem } from '../../api.ts'
import { failureOf } from '../../blocks/forms/use-save.ts'
import { go } from '../../models/address.ts'
import { type InvitedBy, lookAtLink, session, signOut, takeLink } from '../../models/session.ts'
import { loadSites } from '../../models/sites.ts'
import { pagePath } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { problemWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'
import { EnterByMail } from './enter-by-mail.tsx'
import { Entry } from './entry.tsx'
import { NewLinkHint } from './new-link-hint.tsx'

/** Where a link leads that was handed over: who is invited, and a button, so that looking at it spends nothing. */
export function SignInLink() {
  const text = words.value.invited
  const secret = useParams<{ secret?: string }>().secret ?? ''
  const [link, setLink] = useState<InvitedBy>()
  const [problem, setProblem] = useState<Problem>()
  const mailed = secret.startsWith('mail.')
  const title = mailed ? text.enterTitle : text.title
  const look = async () =>
    setProblem(await failureOf(async () => setLink(await lookAtLink(secret))))
  useEffect(() => void look(), [secret])
  const take = async (code?: string) => {
    const failure = await failureOf(async () => {
      await takeLink(secret, code)
      await loadSites()
    })
    if (failure) return setProblem(failure)
    go(link?.site && link.next === 'accept' ? pagePath('', link.site.domain) : '/', {
      replace: true,
    })
  }
  return (
    <Entry title={title}>
      <div class="form">
        <h1>{problem?.status === 404 ? text.gone : title}</h1>
        {problem?.status === 404 && <Gone mailed={mailed} />}
        {problem && problem.status !== 404 && !problem.about('code') && (
          <Notice tone="bad" action={<Button onClick={look}>{words.value.states.retry}</Button>}>
            {problemWords(problem)}
          </Notice>
        )}
        {link?.next === 'enter' && (!problem || problem.about('code')) && (
          <EnterByMail email={link.email} problem={problem} onTake={take} />
        )}
        {link && link.next !== 'enter' && !problem && (
          <Invited link={link} secret={secret} onTake={() => take()} onChange={look} />
        )}
      </div>
    </Entry>
  )
}

function Gone({ mailed }: { mailed: boolean }) {
  const text = words.value.invited
  return (
    <>
      <p>{mailed ? text.used : text.goneText}</p>
      <a class="button" data-kind="primary" href="/sign-in">
        {words.value.signIn.title}
      </a>
      {!mailed && <NewLinkHint />}
    </>
  )
}

interface InvitedProps {
  link: InvitedBy
  secret: string
  onTake: () => void
  onChange: () => void
}

function Invited({ link, secret, onTake, onChange }: InvitedProps) {
  const { invited: text } = words.value
  const { email, site, next } = link
  const here = session.value?.email
  return (
    <>
      <p>
        {site ? text.toSite(site.name, words.value.roles[site.role]) : text.toServer}
        {email !== null && (
          <>
            {' '}
            <b>{email}</b>
          </>
        )}
      </p>
      {next === 'sign_out' && email !== null && <p>{text.notYou(email, here ?? '–')}</p>}
      {next === 'sign_in' && email !== null && <p>{text.signInFirst(email)}</p>}
      {next === 'sign_in' ? (
        <a
          class="button"
          data-kind="primary"
          href={`/sign-in?next=${encodeURIComponent(`/sign-in/${secret}`)}`}
        >
          {words.value.signIn.title}
        </a>
      ) : (
        <Button
          kind="primary"
          onClick={
            next === 'sign_out'
              ? async () => {
                  await signOut()
                  onChange()
                }
              : onTake
          }
        >
          {takeWords(next)}
        </Button>
      )}
    </>
  )
}

function takeWords(next: InvitedBy['next']): string {
  const { invited: text, account } = words.value
  if (next === 'sign_out') return account.signOut
  return next === 'accept' ? text.accept : text.go
}
