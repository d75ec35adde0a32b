import { Bookmark, ListFilter } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { go } from '../../models/address.ts'
import { expanded } from '../../models/filters.ts'
import { type Chosen, filtersWith } from '../../models/funnel.ts'
import { isHere, mayChange, siteHere } from '../../models/sites.ts'
import { addThing, segments } from '../../models/things.ts'
import { linkTo } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'

interface ChooseStoppedProps {
  chosen: Chosen
  /** Of the step. */
  name: string
}

/** A step's people as a filter of all other reports: for now, or under a name. */
export function ChooseStopped({ chosen, name }: ChooseStoppedProps) {
  const { filters, funnels } = words.value
  const [naming, setNaming] = useState(false)
  return (
    <>
      {mayChange.value && (
        <Button
          size="small"
          kind="ghost"
          icon={<Bookmark size={14} />}
          onClick={() => setNaming(true)}
        >
          {filters.save}
        </Button>
      )}
      <Button
        size="small"
        kind="ghost"
        icon={<ListFilter size={14} />}
        onClick={() => go(linkTo('', { filters: filtersWith(chosen) }))}
      >
        {funnels.filterByThem}
      </Button>
      {naming && <NameDialog chosen={chosen} name={name} onClose={() => setNaming(false)} />}
    </>
  )
}

function NameDialog({ chosen, name, onClose }: ChooseStoppedProps & { onClose: () => void }) {
  const { actions, filters, funnels } = words.value
  const [given, setGiven] = useState(funnels.namedAt[chosen.state](name))
  const saving = useSave({ fields: ['name'], unique: 'name' })
  const submit = async (event: Event) => {
    event.preventDefault()
    const all = expanded(filtersWith(chosen), segments.data.peek() ?? [])
    const domain = siteHere()
    let id = ''
    const store = async () => {
      id = (await addThing(domain, 'segments', { name: given, filters: all })).id
    }
    if (!(await saving.save(store))) return
    segments.ask()
    onClose()
    if (isHere(domain)) go(linkTo('', { filters: [['segment', id]] }))
  }
  return (
    <FormDialog title={filters.save} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <TextField
          label={filters.segmentName}
          required
          maxLength={120}
          value={given}
          problem={saving.about('name')}
          onValue={setGiven}
        />
        <SaveBar saving={saving} label={actions.save} />
      </form>
    </FormDialog>
  )
}
