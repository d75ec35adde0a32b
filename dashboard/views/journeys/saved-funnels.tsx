import { useState } from 'preact/hooks'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { go } from '../../models/address.ts'
import { funnelInView } from '../../models/funnel.ts'
import { mayChange } from '../../models/sites.ts'
import { addThing, funnels } from '../../models/things.ts'
import { changed } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'

/** The site's funnels to choose from, and a way to keep the one in view. */
export function SavedFunnels() {
  const text = words.value.funnels
  const [naming, setNaming] = useState(false)
  const saved = funnels.data.value ?? []
  return (
    <>
      {saved.length > 0 && (
        <SelectField
          label={text.saved}
          value={funnelInView.value?.saved?.id ?? ''}
          choices={[
            { value: '', name: text.fresh },
            ...saved.map(({ id, name }) => ({ value: id, name })),
          ]}
          onValue={(id) => go(changed({ options: id === '' ? {} : { funnel: id } }))}
        />
      )}
      {mayChange.value && (
        <Button size="small" kind="ghost" onClick={() => setNaming(true)}>
          {text.save}
        </Button>
      )}
      {naming && <NameDialog onClose={() => setNaming(false)} />}
    </>
  )
}

function NameDialog({ onClose }: { onClose: () => void }) {
  const text = words.value.funnels
  const [name, setName] = useState('')
  const saving = useSave({ fields: ['name'], unique: 'name' })
  const submit = async (event: Event) => {
    event.preventDefault()
    const funnel = funnelInView.peek()
    if (!funnel) return
    const { saved: _, ...definition } = funnel
    let id = ''
    const store = async () => {
      id = (await addThing('funnels', { name, ...definition })).id
    }
    if (!(await saving.save(store))) return
    funnels.ask()
    go(changed({ options: { funnel: id } }))
    onClose()
  }
  return (
    <Dialog title={text.save} closeLabel={words.value.actions.close} onClose={onClose}>
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
    </Dialog>
  )
}
