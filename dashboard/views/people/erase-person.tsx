import { useState } from 'preact/hooks'
import { Problem } from '../../api.ts'
import { count } from '../../format.ts'
import { go } from '../../models/address.ts'
import { erasePerson, ownId } from '../../models/people.ts'
import { isHere, siteHere } from '../../models/sites.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { toast } from '../../parts/toast.tsx'
import { peopleWords } from '../../texts/people.ts'
import { words } from '../../texts/texts.ts'

/** How much went, and how much of it goes where reports are read once that is told. */
function said({ visits, events, elsewhere = 0 }: Awaited<ReturnType<typeof erasePerson>>): string {
  const text = peopleWords.value
  const counted = (number: number) => count(number, locale.value)
  const gone = text.erased(counted(visits), counted(events))
  return elsewhere > 0 ? `${gone} · ${text.erasedElsewhere(counted(elsewhere))}` : gone
}

/** Erases, says how much went, and leads back to those who are left. */
async function erase(id: string): Promise<Problem | undefined> {
  const domain = siteHere()
  try {
    toast(said(await erasePerson(id)))
    if (isHere(domain)) go(linkTo('customers/people'))
    return undefined
  } catch (failure) {
    if (failure instanceof Problem) return failure
    throw failure
  }
}

/** Asks for the id before it erases, because nothing brings a person back. */
export function ErasePerson({ id, onClose }: { id: string; onClose: () => void }) {
  const text = peopleWords.value
  const { actions } = words.value
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    setProblem(await erase(id))
    setBusy(false)
  }
  return (
    <Dialog title={text.eraseTitle} closeLabel={actions.close} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <p>{text.eraseText}</p>
        <p class="erase-id">{ownId(id)}</p>
        {problem && <Notice tone="bad">{problem.message}</Notice>}
        <TextField label={text.eraseConfirm} value={typed} autocomplete="off" onValue={setTyped} />
        <div class="form-foot">
          <Button onClick={onClose}>{actions.cancel}</Button>
          <Button kind="danger" type="submit" disabled={typed !== ownId(id) || busy}>
            {text.eraseSubmit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
