import { useState } from 'preact/hooks'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { go } from '../../models/address.ts'
import { definitionOf, funnelInView } from '../../models/funnel.ts'
import { isHere, siteHere } from '../../models/sites.ts'
import { addThing, funnels } from '../../models/things.ts'
import { changed } from '../../models/view.ts'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'

/** Keeps the funnel in view under a name. */
export function NameDialog({ onClose }: { onClose: () => void }) {
  const text = words.value.funnels
  const [name, setName] = useState('')
  const saving = useSave({ fields: ['name'], unique: 'name' })
  const submit = async (event: Event) => {
    event.preventDefault()
    const funnel = funnelInView.peek()
    if (!funnel) return
    const domain = siteHere()
    let id = ''
    const store = async () => {
      id = (await addThing(domain, 'funnels', { name, ...definitionOf(funnel) })).id
    }
    if (!(await saving.save(store))) return
    funnels.ask()
    if (isHere(domain)) go(changed({ options: { funnel: id } }))
    onClose()
  }
  return (
    <FormDialog title={text.save} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <TextField
          label={text.name}
          required
          value={name}
          problem={saving.about('name')}
          onValue={setName}
        />
        <SaveBar saving={saving} label={words.value.actions.save} />
      </form>
    </FormDialog>
  )
}
