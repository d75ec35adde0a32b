import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Resource } from '../../models/resource.ts'
import { mayChange, siteHere } from '../../models/sites.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { Answered } from '../answers/answered.tsx'
import { Confirm } from './confirm.tsx'
import { FormDialog } from './form-dialog.tsx'
import { attempt, undoable } from './undo.ts'

interface ThingListProps<Thing> {
  of: Resource<Thing[]>
  /** Which of them are listed, where not all. */
  pick?: (things: Thing[]) => Thing[]
  icon: ComponentChildren
  empty: string
  hint: string
  name: (thing: Thing) => string
  note: (thing: Thing) => ComponentChildren
  /** What else can be done with one of them. */
  tools?: (thing: Thing) => ComponentChildren
  /** A form for one of them, in a window. */
  edit?: (thing: Thing, close: () => void) => ComponentChildren
  /** `domain`: of the site whose it is. */
  remove: (thing: Thing, domain: string) => Promise<unknown>
  /** Brings back what was removed. Without it, `warning` is said and asked about before. */
  restore?: (thing: Thing, domain: string) => Promise<unknown>
  warning?: string
  /** Whether whoever looks may change it; whoever may change the site where nothing is said. */
  mayEdit?: (thing: Thing) => boolean
}

/** Things of a site, each with a way to change and to remove it. */
export function ThingList<Thing>(props: ThingListProps<Thing>) {
  const { of, icon, empty, hint, pick = (things) => things } = props
  return (
    <div class="thing-room">
      <Answered of={of} meanwhile={<SkeletonRows rows={4} height="2.25rem" />}>
        {(things) =>
          things.length === 0 ? (
            <EmptyState icon={icon} title={empty} hint={hint} />
          ) : (
            <ul class="things">
              {pick(things).map((thing) => (
                <Entry key={keyOf(thing)} thing={thing} {...props} />
              ))}
            </ul>
          )
        }
      </Answered>
    </div>
  )
}

/** Its id where it has one: a form that is open stays with its thing when others come before it. */
function keyOf(thing: unknown): string {
  const { id } = thing as { id?: string }
  return id ?? JSON.stringify(thing)
}

type Asked = 'edit' | 'remove' | undefined

function Entry<Thing>(props: ThingListProps<Thing> & { thing: Thing }) {
  const { thing, name, note, tools, mayEdit = () => mayChange.value } = props
  return (
    <li>
      <b>{name(thing)}</b>
      <span>{note(thing)}</span>
      {tools?.(thing)}
      {mayEdit(thing) && <Changes {...props} />}
    </li>
  )
}

/** The ways to change and to remove it. */
function Changes<Thing>(props: ThingListProps<Thing> & { thing: Thing }) {
  const { thing, of, name, edit, remove, restore, warning } = props
  const { actions } = words.value
  const [asked, setAsked] = useState<Asked>()
  const named = name(thing)
  const close = () => setAsked(undefined)
  const removeNow = async () => {
    const run = (domain: string) => remove(thing, domain)
    if (restore) {
      const said = actions.removed(named)
      const undo = (domain: string) => restore(thing, domain)
      await undoable({ said, run, undo, after: of.ask })
    } else if (await attempt(() => run(siteHere()))) of.ask()
  }
  return (
    <>
      {edit && (
        <Button kind="ghost" size="small" onClick={() => setAsked('edit')}>
          {actions.edit}
        </Button>
      )}
      <Button
        kind="ghost"
        size="small"
        onClick={() => (restore ? removeNow() : setAsked('remove'))}
      >
        {actions.remove}
      </Button>
      {edit && asked === 'edit' && (
        <FormDialog title={named} onClose={close}>
          {edit(thing, close)}
        </FormDialog>
      )}
      {asked === 'remove' && (
        <Confirm
          title={actions.sure(named)}
          label={actions.remove}
          onConfirm={removeNow}
          onClose={close}
        >
          {warning}
        </Confirm>
      )}
    </>
  )
}
