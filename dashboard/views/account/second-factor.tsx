import { useState } from 'preact/hooks'
import { QrPicture } from '../../blocks/downloads/qr-code.tsx'
import type { Saving } from '../../blocks/forms/use-save.ts'
import { type Offer, offerSecondFactor, session } from '../../models/session.ts'
import { Button } from '../../parts/button.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'

interface SecondFactorProps {
  saving: Saving
  change: (what: {
    second_factor: { secret: string; code: string } | null
    code?: string
  }) => Promise<boolean>
}

/** The code beside the password: off, being set up, or on. */
export function SecondFactor({ saving, change }: SecondFactorProps) {
  const { security: text } = words.value
  const [offer, setOffer] = useState<Offer>()
  const on = session.value?.second_factor ?? false
  return (
    <section class="form sub-form">
      <h3>{text.factor}</h3>
      <p>{on ? text.factorOn : text.factorOff}</p>
      {on && <Removal saving={saving} change={change} />}
      {!on && !offer && (
        <div>
          <Button onClick={async () => setOffer(await offerSecondFactor())}>{text.setUp}</Button>
        </div>
      )}
      {!on && offer && <Proof offer={offer} saving={saving} change={change} />}
    </section>
  )
}

/** The code that proves that whoever turns it off is not only at an open window. */
function Removal({ saving, change }: SecondFactorProps) {
  const { security: text } = words.value
  const [code, setCode] = useState('')
  const { problem, busy } = saving
  const submit = (event: Event) => {
    event.preventDefault()
    return change({ second_factor: null, code })
  }
  return (
    <form class="form" onSubmit={submit}>
      <TextField
        label={text.code}
        autocomplete="one-time-code"
        required
        hint={text.askedCode}
        problem={problem?.about('code') && text.wrongCode}
        value={code}
        onValue={setCode}
      />
      <div>
        <Button kind="danger" type="submit" disabled={busy}>
          {text.turnOff}
        </Button>
      </div>
    </form>
  )
}

/** The secret for the authenticator, and the code that proves it has arrived there. */
function Proof({ offer, saving, change }: SecondFactorProps & { offer: Offer }) {
  const { security: text, actions } = words.value
  const [code, setCode] = useState('')
  const { problem, busy } = saving
  const submit = (event: Event) => {
    event.preventDefault()
    return change({ second_factor: { secret: offer.secret, code } })
  }
  return (
    <form class="form" onSubmit={submit}>
      <p>{text.scan}</p>
      <QrPicture text={offer.uri} label={text.qr} />
      <div class="snippet">
        <code>{offer.secret}</code>
        <CopyButton text={offer.secret} label={actions.copy} done={actions.copied} />
      </div>
      <TextField
        label={text.code}
        autocomplete="one-time-code"
        inputMode="numeric"
        required
        problem={problem?.about('code') && text.wrongCode}
        value={code}
        onValue={setCode}
      />
      <div>
        <Button kind="primary" type="submit" disabled={busy}>
          {text.turnOn}
        </Button>
      </div>
    </form>
  )
}
