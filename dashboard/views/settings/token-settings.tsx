import { KeyRound } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Token } from '../../../collector/auth/tokens.ts'
import { ownsSite } from '../../models/sites.ts'
import { addThing, listOf, removeThing } from '../../models/things.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Check, TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'
import { SaveBar } from './save-bar.tsx'
import { ThingList } from './thing-list.tsx'
import { useSave } from './use-save.ts'

type Scope = Token['scopes'][number]
const SCOPES: readonly Scope[] = ['read', 'ingest', 'write', 'admin']

const tokens = listOf<Token>('tokens', { may: () => ownsSite.value })

export function TokenSettings() {
  const text = words.value.settings.tokens
  return (
    <div class="form">
      <p>{text.intro}</p>
      <ThingList
        of={tokens}
        icon={<KeyRound size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={({ name }) => name}
        note={({ scopes, site }) =>
          [...scopes.map((scope) => text[scope]), ...(site === null ? [text.allSites] : [])].join(
            ', ',
          )
        }
        remove={({ id }) => removeThing('tokens', id)}
        warning={text.warning}
      />
      <TokenForm />
    </div>
  )
}

function TokenForm() {
  const { tokens: text } = words.value.settings
  const { actions } = words.value
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['read'])
  const [made, setMade] = useState<string>()
  const saving = useSave({ fields: ['name'] })
  const submit = async (event: Event) => {
    event.preventDefault()
    await saving.save(async () => {
      const { token } = await addThing<{ token: string }>('tokens', { name, scopes })
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
