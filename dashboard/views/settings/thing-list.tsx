import type { ComponentChildren } from 'preact'
import type { Resource } from '../../models/resource.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { Answered } from '../answered.tsx'

interface ThingListProps<Thing> {
  of: Resource<Thing[]>
  icon: ComponentChildren
  empty: string
  hint: string
  name: (thing: Thing) => ComponentChildren
  note: (thing: Thing) => ComponentChildren
  onRemove?: (thing: Thing) => Promise<unknown>
}

/** Things of a site, each with a way to remove it. */
export function ThingList<Thing>(props: ThingListProps<Thing>) {
  const { of, icon, empty, hint, name, note, onRemove } = props
  const remove = async (thing: Thing) => {
    await onRemove?.(thing)
    of.ask()
  }
  return (
    <div class="thing-room">
      <Answered of={of} meanwhile={<SkeletonRows rows={4} height="2.25rem" />}>
        {(things) =>
          things.length === 0 ? (
            <EmptyState icon={icon} title={empty} hint={hint} />
          ) : (
            <ul class="things">
              {things.map((thing, i) => (
                <li key={i}>
                  <b>{name(thing)}</b>
                  <span>{note(thing)}</span>
                  {onRemove && (
                    <Button kind="ghost" size="small" onClick={() => remove(thing)}>
                      {words.value.actions.remove}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </div>
  )
}
