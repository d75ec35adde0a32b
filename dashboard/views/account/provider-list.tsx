import { attempt } from '../../blocks/forms/undo.ts'
import { ago } from '../../dates.ts'
import { session } from '../../models/session.ts'
import { locale, now } from '../../models/view.ts'
import { ownProviders, type Provider, unlinkProvider } from '../../models/ways-in.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'

/** Where else one signs in, each with a way to take it off; nothing for who does so nowhere. */
export function ProviderList() {
  const text = words.value.security
  const all = ownProviders.data.value ?? []
  if (all.length === 0) return null
  return (
    <section class="form sub-form">
      <h3>{text.elsewhere}</h3>
      <p>{session.value?.password_set ? text.elsewhereHint : text.unlinkFirst}</p>
      <ul class="things">
        {all.map((one) => (
          <Entry key={one.id} provider={one} />
        ))}
      </ul>
    </section>
  )
}

async function unlink(provider: Provider): Promise<void> {
  if (await attempt(() => unlinkProvider(provider))) ownProviders.ask()
}

function Entry({ provider }: { provider: Provider }) {
  const text = words.value.security
  const { email, used_at } = provider
  const seen = text.seen(ago(used_at, now.value, locale.value.language))
  const only = session.value?.password_set === false
  return (
    <li>
      <b>{provider.provider}</b>
      <span dir="auto">{[email, seen].filter(Boolean).join(' · ')}</span>
      <Button kind="ghost" size="small" disabled={only} onClick={() => unlink(provider)}>
        {text.unlink}
      </Button>
    </li>
  )
}
