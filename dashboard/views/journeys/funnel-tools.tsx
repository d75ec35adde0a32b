import { Star, Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { FunnelDefinition } from '../../../collector/settings/funnel-definition.ts'
import type { Funnel } from '../../../collector/settings/funnels.ts'
import { AlertButton } from '../../blocks/alerts/alert-button.tsx'
import { undoable } from '../../blocks/forms/undo.ts'
import { go } from '../../models/address.ts'
import { definitionOf, funnelInView } from '../../models/funnel.ts'
import { isHere, mayChange, siteHere } from '../../models/sites.ts'
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
      {saved && isChanged(saved) && (
        <Button size="small" kind="ghost" onClick={() => void keep(saved)}>
          {words.value.savedFunnels.keep}
        </Button>
      )}
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
      <AlertButton about={{ kind: 'funnel', funnel: funnel.id }} />
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

/** Whether the funnel in view is no longer as it was saved. */
function isChanged(saved: Funnel): boolean {
  const { value } = funnelInView
  return value !== undefined && !isSame(definitionOf(value), definitionOf(saved))
}

function isSame(one: FunnelDefinition, other: FunnelDefinition): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Puts the funnel in view in the place of the saved one, under its name. */
async function keep(saved: Funnel) {
  const inView = funnelInView.peek()
  if (!inView) return
  const { id, ...before } = saved
  const domain = siteHere()
  const done = await undoable({
    said: words.value.actions.saved,
    run: () => replaceThing(domain, 'funnels', id, { ...before, ...definitionOf(inView) }),
    undo: () => replaceThing(domain, 'funnels', id, before),
    after: funnels.ask,
  })
  if (done && isHere(domain)) go(changed({ options: { funnel: id } }))
}

function star({ id, ...funnel }: Funnel) {
  const text = words.value.savedFunnels
  return undoable({
    said: funnel.starred ? text.unstarred : text.starred,
    run: (domain) => replaceThing(domain, 'funnels', id, { ...funnel, starred: !funnel.starred }),
    undo: (domain) => replaceThing(domain, 'funnels', id, funnel),
    after: funnels.ask,
  })
}

async function remove({ id, ...funnel }: Funnel) {
  const domain = siteHere()
  const done = await undoable({
    said: words.value.actions.removed(funnel.name),
    run: () => removeThing(domain, 'funnels', id),
    undo: () => addThing(domain, 'funnels', funnel),
    after: funnels.ask,
  })
  if (done && isHere(domain)) go(changed({ options: {} }))
}
