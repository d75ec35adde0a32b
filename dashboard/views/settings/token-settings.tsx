import { KeyRound } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Token } from '../../../collector/auth/tokens.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { ago, day } from '../../dates.ts'
import { endOf, lastDay } from '../../models/last-day.ts'
import { SCOPES } from '../../models/permissions.ts'
import { ownsSite, siteHere } from '../../models/sites.ts'
import { addThing, listOf, removeThing } from '../../models/things.ts'
import { locale, now, today } from '../../models/view.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Check, TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'

type Scope = Token['scopes'][number]

const tokens = listOf('tokens', { may: () => ownsSite.value })

export function TokenSettings() {
  const text = settingsWords.value.tokens
  return (
    <div class="form">
      <p>{text.intro}</p>
      <ThingList
        of={tokens}
        icon={<KeyRound size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={({ name }) => name}
        note={noteOf}
        remove={({ id }, domain) => removeThing(domain, 'tokens', id)}
        warning={text.warning}
      />
      <TokenForm />
    </div>
  )
}

function noteOf({ scopes, site, expires_at, used_at }: Token): string {
  const text = settingsWords.value.tokens
  const { language } = locale.value
  const over = expires_at !== null && Date.parse(expires_at) <= now.value
  const last = expires_at && day(lastDay(expires_at), language, today.value.slice(0, 4))
  return [
    scopes.map((scope) => text[scope]).join(', '),
    site === null && text.allSites,
    last && (over ? text.over(last) : text.until(last)),
    used_at === null ? text.unused : text.used(ago(used_at, now.value, language)),
  ]
    .filter(Boolean)
    .join(' · ')
}

function TokenForm() {
  const { tokens: text } = settingsWords.value
  const { actions } = words.value
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['read'])
  const [ends, setEnds] = useState('')
  const [made, setMade] = useState<string>()
  const saving = useSave({ fields: ['name', 'expires_at'] })
  const submit = async (event: Event) => {
    event.preventDefault()
    await saving.save(async () => {
      const { token } = await addThing(siteHere(), 'tokens', {
        name,
        scopes: [...scopes],
        expires_at: ends === '' ? null : endOf(ends),
      })
      setMade(token)
      setName('')
    })
    tokens.ask()
  }
  return (
    <form class="form sub-form" onSubmit={submit}>
      <h3>{text.add}</h3>
      {made && (
        <>
          <Notice tone="good">{text.once}</Notice>
          <div class="snippet">
            <code>{made}</code>
            <CopyButton text={made} label={actions.copy} done={actions.copied} />
          </div>
        </>
      )}
      <TextField
        label={text.name}
        required
        value={name}
        problem={saving.about('name')}
        onValue={setName}
      />
      <TextField
        label={text.ends}
        hint={text.endsHint}
        type="date"
        value={ends}
        problem={saving.about('expires_at')}
        onValue={setEnds}
      />
      <fieldset class="field">
        <legend>{text.scopes}</legend>
        {SCOPES.map((scope) => (
          <Check
            key={scope}
            label={text[scope]}
            value={scopes.includes(scope)}
            onValue={(on) =>
              setScopes(on ? [...scopes, scope] : scopes.filter((other) => other !== scope))
            }
          />
        ))}
      </fieldset>
      <SaveBar saving={saving} label={text.add} />
    </form>
  )
}
