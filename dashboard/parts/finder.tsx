import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useEdited } from './edited.ts'
import { isOfInputMethod } from './input-method.ts'
import { useOwnId } from './own-id.ts'

export interface Found {
  key: string
  name: string
  /** What kind of thing it is, before the name. */
  lead?: string | undefined
  icon?: ComponentChildren
  /** Stands at the end: a number, a key. */
  note?: ComponentChildren
}

export interface FoundGroup {
  label: string
  found: readonly Found[]
}

interface FinderProps {
  label: string
  placeholder: string
  typed: string
  groups: readonly FoundGroup[]
  /** Said where nothing is found. */
  none: string
  /** More may yet be found: Enter waits for it where nothing is found so far. */
  awaited: boolean
  /** Enter came before the finder did. */
  entered: { other: boolean } | undefined
  onTyped: (typed: string) => void
  /** `other`: with Alt held down. */
  onChoose: (key: string, other: boolean) => void
  /** Backspace where nothing is typed. */
  onBack?: () => void
}

/** A field and what it finds below it: arrows go through that, Enter takes one, Alt with it takes it the other way. */
export function Finder(props: FinderProps) {
  const { label, placeholder, typed, groups, none, onTyped, onChoose } = props
  const id = useOwnId()
  const [at, setAt] = useEdited(0, typed)
  const flat = groups.flatMap(({ found }) => found)
  const chosen = flat[Math.min(at, flat.length - 1)]
  const field = useRef<HTMLInputElement>(null)
  const enterEarly = useEarlyEnter(props, chosen)
  // What it stands in may have opened before it was loaded. At once: the next key may follow that which led here.
  useLayoutEffect(() => field.current?.focus(), [])
  return (
    <div class="finder">
      <input
        ref={field}
        class="finder-input"
        type="text"
        role="combobox"
        aria-expanded={flat.length > 0}
        aria-autocomplete="list"
        aria-controls={flat.length > 0 ? id : undefined}
        aria-activedescendant={chosen && `${id}-${flat.indexOf(chosen)}`}
        aria-label={label}
        placeholder={placeholder}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={typed}
        onInput={({ currentTarget }) => onTyped(currentTarget.value)}
        onKeyDown={(event) =>
          followKey(event, props, { at, chosen, count: flat.length, setAt, enterEarly })
        }
      />
      {flat.length > 0 ? (
        <FoundList
          {...{ id, label, groups, flat, chosen }}
          onPoint={(one) => setAt(flat.indexOf(one))}
          onChoose={onChoose}
        />
      ) : (
        <p class="finder-list menu-label" role="status">
          {none}
        </p>
      )}
    </div>
  )
}

/** Takes the first that is found, once it is, by the Enter that came before, unless something else is typed by then. */
function useEarlyEnter(finder: FinderProps, chosen: Found | undefined) {
  const { typed, awaited, entered: before, onChoose } = finder
  const early = useRef(before && { typed, ...before })
  useEffect(() => {
    const entered = early.current
    if (!entered || (awaited && !chosen)) return
    early.current = undefined
    if (chosen && entered.typed === typed) onChoose(chosen.key, entered.other)
  })
  return (other: boolean) => {
    if (awaited) early.current = { typed, other }
  }
}

interface Place {
  at: number
  chosen: Found | undefined
  count: number
  setAt: (at: number) => void
  /** Enter, before there is anything to take. */
  enterEarly: (other: boolean) => void
}

function followKey(event: KeyboardEvent, finder: FinderProps, place: Place): void {
  if (isOfInputMethod(event)) return
  const { at, chosen, count, setAt, enterEarly } = place
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step !== undefined) {
    event.preventDefault()
    setAt((Math.min(at, count - 1) + step + count) % Math.max(1, count))
  } else if (event.key === 'Enter') {
    event.preventDefault()
    if (chosen) finder.onChoose(chosen.key, event.altKey)
    else enterEarly(event.altKey)
  } else if (event.key === 'Backspace' && finder.typed === '') finder.onBack?.()
}

interface FoundListProps extends Pick<FinderProps, 'label' | 'groups' | 'onChoose'> {
  id: string
  /** Of all groups. */
  flat: readonly Found[]
  chosen: Found | undefined
  onPoint: (one: Found) => void
}

function FoundList({ id, label, groups, flat, chosen, onPoint, onChoose }: FoundListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen?.key])
  return (
    <div
      class="finder-list"
      id={id}
      ref={list}
      role="listbox"
      aria-label={label}
      // A list that scrolls is a stop of the tab key by itself; arrows in the field go through it.
      tabIndex={-1}
    >
      {groups
        .filter(({ found }) => found.length > 0)
        .map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of a listbox.
          <div key={group.label} role="group" aria-label={group.label}>
            <p class="menu-label" aria-hidden="true">
              {group.label}
            </p>
            {group.found.map((one) => (
              <FoundRow
                key={one.key}
                id={`${id}-${flat.indexOf(one)}`}
                one={one}
                isChosen={one === chosen}
                onPoint={onPoint}
                onChoose={onChoose}
              />
            ))}
          </div>
        ))}
    </div>
  )
}

interface FoundRowProps extends Pick<FoundListProps, 'onPoint' | 'onChoose'> {
  id: string
  one: Found
  isChosen: boolean
}

function FoundRow({ id, one, isChosen, onPoint, onChoose }: FoundRowProps) {
  return (
    <button
      id={id}
      type="button"
      class="menu-item"
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      // Its field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={() => isChosen || onPoint(one)}
      onClick={({ altKey }) => onChoose(one.key, altKey)}
    >
      {one.icon}
      <span class="menu-text">
        {one.lead && <span class="found-lead">{one.lead} </span>}
        <bdi dir="auto">{one.name}</bdi>
      </span>
      {one.note !== undefined && <span class="menu-note">{one.note}</span>}
    </button>
  )
}
