import { Bookmark, ListFilter } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { go } from '../../models/address.ts'
import { expanded } from '../../models/filters.ts'
import { droppedAt } from '../../models/funnel.ts'
import { mayChange } from '../../models/sites.ts'
import { addThing, segments } from '../../models/things.ts'
import { linkTo, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'

interface ChooseStoppedProps {
  step: number
  /** Of the step. */
  name: string
}

/** Those who stopped, as a filter of all other reports: for now, or under a name. */
export function ChooseStopped({ step, name }: ChooseStoppedProps) {
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
        onClick={() => go(linkTo('', { filters: filtersWith(step) }))}
      >
        {funnels.filterByThem}
      </Button>
      {naming && <NameDialog step={step} name={name} onClose={() => setNaming(false)} />}
    </>
  )
}

function filtersWith(step: number) {
  const chosen = droppedAt(step)
  return [...view.peek().filters, ...(chosen ? [chosen] : [])]
}

function NameDialog({ step, name, onClose }: ChooseStoppedProps & { onClose: () => void }) {
  const { actions, filters, funnels } = words.value
  const [given, setGiven] = useState(funnels.droppedAt(name))
  const saving = useSave({ fields: ['name'], unique: 'name' })
  const submit = async (event: Event) => {
    event.preventDefault()
    const chosen = expanded(filtersWith(step), segments.data.peek() ?? [])
    let id = ''
    const store = async () => {
      id = (await addThing('segments', { name: given, filters: chosen })).id
    }
    if (!(await saving.save(store))) return
    segments.ask()
    onClose()
    go(linkTo('', { filters: [['segment', id]] }))
  }
  return (
    <Dialog title={filters.save} closeLabel={actions.close} onClose={onClose}>
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
    </Dialog>
  )
}
