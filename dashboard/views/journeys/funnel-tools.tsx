import { Star, Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Funnel } from '../../../collector/settings/funnels.ts'
import { undoable } from '../../blocks/forms/undo.ts'
import { go } from '../../models/address.ts'
import { funnelInView } from '../../models/funnel.ts'
import { mayChange } from '../../models/sites.ts'
import { addThing, funnels, removeThing, replaceThing } from '../../models/things.ts'
import { changed } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'
import { NameDialog } from './name-dialog.tsx'

/** What can be done with the funnel in view: keep it; once it is kept, star or remove it. */
export function FunnelTools() {
  const [naming, setNaming] = useState(false)
  if (!mayChange.value) return null
  const saved = funnelInView.value?.saved
  return (
    <>
      {saved && <SavedTools funnel={saved} />}
      <Button size="small" kind="ghost" onClick={() => setNaming(true)}>
        {words.value.funnels.save}
      </Button>
      {naming && <NameDialog onClose={() => setNaming(false)} />}
    </>
  )
}

function SavedTools({ funnel }: { funnel: Funnel }) {
  const text = words.value.savedFunnels
  const { starred } = funnel
  return (
    <>
      <Button
        size="small"
        kind="ghost"
        class="button star"
        aria-pressed={starred}
        icon={<Star size={14} />}
        label={text.star}
        title={starred ? text.unstar : text.star}
        onClick={() => void star(funnel)}
      />
      <Button
        size="small"
        kind="ghost"
        icon={<Trash2 size={14} />}
        label={text.remove}
        onClick={() => void remove(funnel)}
      />
    </>
  )
}

function star({ id, ...funnel }: Funnel) {
  const text = words.value.savedFunnels
  return undoable({
    said: funnel.starred ? text.unstarred : text.starred,
    run: () => replaceThing('funnels', id, { ...funnel, starred: !funnel.starred }),
    undo: () => replaceThing('funnels', id, funnel),
    after: funnels.ask,
  })
}

async function remove({ id, ...funnel }: Funnel) {
  const done = await undoable({
    said: words.value.actions.removed(funnel.name),
    run: () => removeThing('funnels', id),
    undo: () => addThing('funnels', funnel),
    after: funnels.ask,
  })
  if (done) go(changed({ options: {} }))
}
