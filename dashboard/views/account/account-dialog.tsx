import { useState } from 'preact/hooks'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { type Saving, useSave } from '../../blocks/forms/use-save.ts'
import { LEAST_PASSWORD } from '../../models/passwords.ts'
import { accountOpen, changeAccount, session } from '../../models/session.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'
import { ProviderList } from './provider-list.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactor } from './second-factor.tsx'
import { SessionList } from './session-list.tsx'

/** How whoever is signed in will sign in from now on. */
export function AccountDialog() {
  const { security: text } = words.value
  const [current, setCurrent] = useState('')
  const [codes, setCodes] = useState<string[]>()
  const saving = useSave({
    fields: ['current_password', 'code', 'password', 'email'],
    unique: 'email',
  })
  const needed = session.value?.password_set ?? false
  const wrong = saving.problem?.about('current_password') && text.wrongPassword
  const change = async (what: Parameters<typeof changeAccount>[0]) => {
    const body = { ...what, ...(needed && { current_password: current }) }
    return await saving.save(async () => setCodes(await changeAccount(body)))
  }
  return (
    <FormDialog
      title={text.title}
      onClose={() => {
        accountOpen.value = false
      }}
    >
      {codes ? (
        <RecoveryCodes codes={codes} />
      ) : (
        <div class="form">
          {saving.rest && <Notice tone="bad">{saving.rest}</Notice>}
          {needed && (
            <TextField
              label={text.current}
              type="password"
              autocomplete="current-password"
              hint={text.currentHint}
              problem={wrong}
              value={current}
              onValue={setCurrent}
            />
          )}
          {needed && <EmailForm saving={saving} change={change} />}
          {!needed && <p>{text.passwordFirst}</p>}
          <PasswordForm saving={saving} change={change} />
          {needed && <SecondFactor saving={saving} change={change} />}
          <ProviderList />
          <SessionList />
        </div>
      )}
    </FormDialog>
  )
}

interface EmailFormProps {
  saving: Saving
  change: (what: { email: string }) => Promise<boolean>
}

function EmailForm({ saving, change }: EmailFormProps) {
  const { security: text } = words.value
  const [email, setEmail] = useState(session.value?.email ?? '')
  const submit = async (event: Event) => {
    event.preventDefault()
    await change({ email })
  }
  return (
    <form class="form" onSubmit={submit}>
      <TextField
        label={text.email}
        type="email"
        autocomplete="username"
        required
        hint={text.emailHint}
        value={email}
        problem={saving.about('email')}
        onValue={setEmail}
      />
      <div>
        <Button type="submit" disabled={saving.busy || email === session.value?.email}>
          {text.changeEmail}
        </Button>
      </div>
    </form>
  )
}

interface PasswordFormProps {
  saving: Saving
  change: (what: { password: string }) => Promise<boolean>
}

function PasswordForm({ saving, change }: PasswordFormProps) {
  const { security: text, welcome } = words.value
  const [password, setPassword] = useState('')
  const submit = async (event: Event) => {
    event.preventDefault()
    if (await change({ password })) setPassword('')
  }
  return (
    <form class="form" onSubmit={submit}>
      <TextField
        label={text.password}
        type="password"
        autocomplete="new-password"
        minLength={LEAST_PASSWORD}
        required
        hint={welcome.hint(LEAST_PASSWORD)}
        value={password}
        problem={saving.about('password')}
        onValue={setPassword}
      />
      <div>
        <Button type="submit" disabled={saving.busy}>
          {session.value?.password_set ? text.changePassword : text.choosePassword}
        </Button>
      </div>
    </form>
  )
}
