import { useState } from 'preact/hooks'
import { type Choice, type FieldProps, TextField, type Valued } from './field.tsx'
import { isOfInputMethod } from './input-method.ts'
import { type Offer, Offers } from './offers.tsx'
import { useOwnId } from './own-id.ts'

/** What stands at the end of a choice, and what else it is found by. */
export interface Detail {
  note: string
  also: string
}

interface FindFieldProps<Value extends string> extends FieldProps, Valued<Value> {
  choices: readonly Choice<Value>[]
  /** Asked for once the choices are on show. */
  detailOf?: ((value: Value) => Detail) | undefined
  /** Said where nothing is found. */
  none: string
}

/** How many choices the keys of a page pass over. */
const PAGE = 8

/**
 * One of many, found by typing: a click, an arrow or a letter shows them, arrows go through them, Enter and Tab take one,
 * Escape leaves what was chosen before. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function FindField<Value extends string>(props: FindFieldProps<Value>) {
  const { value, choices, detailOf, none, onValue: _, ...field } = props
  const id = useOwnId()
  const { open, typed, found, at, show, close, take, acts } = useFinding(props)
  const isListed = open && found.length > 0
  return (
    <div class="combobox">
      <TextField
        {...field}
        class="input finds"
        value={typed ?? nameOf(choices, value, detailOf)}
        role="combobox"
        aria-expanded={isListed}
        aria-autocomplete="list"
        aria-controls={isListed ? id : undefined}
        aria-activedescendant={isListed ? `${id}-${at}` : undefined}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onClick={({ currentTarget }) => {
          if (open) return
          currentTarget.select()
          show()
        }}
        onBlur={close}
        onKeyDown={(event) => {
          if (!isOfInputMethod(event)) acts[event.key]?.(event)
        }}
        onValue={show}
      />
      {isListed && (
        <Offers
          id={id}
          label={field.label}
          groups={[{ label: field.label, offers: found }]}
          flat={found}
          at={at}
          onChoose={take}
        />
      )}
      {open && found.length === 0 && (
        <p class="offers menu-label" role="status">
          {none}
        </p>
      )}
    </div>
  )
}

/** What is on show, which of it a key would take, and what keys do. */
function useFinding<Value extends string>(props: FindFieldProps<Value>) {
  const { value, choices, detailOf, onValue } = props
  const [open, setOpen] = useState(false)
  /** Undefined: nothing was typed, and all are on show. */
  const [typed, setTyped] = useState<string>()
  const [at, setAt] = useState(0)
  const found = open ? foundIn(choices, typed ?? '', detailOf) : []
  const show = (text?: string) => {
    setOpen(true)
    setTyped(text)
    setAt(text === undefined ? placeOf(choices, value) : 0)
  }
  const close = () => {
    setOpen(false)
    setTyped(undefined)
  }
  const take = (offer: Offer | undefined) => {
    const choice = choices.find((one) => one.value === offer?.key)
    if (choice) onValue(choice.value)
    close()
  }
  const acts = keysOf({
    isOpen: open,
    isTyped: typed !== undefined,
    go: (step) => setAt(Math.max(0, Math.min(at + step, found.length - 1))),
    show: () => show(),
    take: () => take(found[at]),
    close,
  })
  return { open, typed, found, at, show, close, take, acts }
}

interface Moves {
  isOpen: boolean
  isTyped: boolean
  go: (step: number) => void
  show: () => void
  take: () => void
  close: () => void
}

type Act = (event: KeyboardEvent) => void

/** What a key does; those that are not here do what they do in any field. */
function keysOf({ isOpen, isTyped, go, show, take, close }: Moves): Partial<Record<string, Act>> {
  const own = (act: () => void) => (event: KeyboardEvent) => {
    event.preventDefault()
    act()
  }
  if (!isOpen) return { ArrowDown: own(show), ArrowUp: own(show) }
  return {
    ArrowDown: own(() => go(1)),
    ArrowUp: own(() => go(-1)),
    PageDown: own(() => go(PAGE)),
    PageUp: own(() => go(-PAGE)),
    Enter: own(take),
    Escape: own(close),
    // It goes on to the next field all the same.
    ...(isTyped && { Tab: take }),
  }
}

function placeOf<Value extends string>(choices: readonly Choice<Value>[], value: Value): number {
  return Math.max(
    0,
    choices.findIndex((choice) => choice.value === value),
  )
}

type DetailOf<Value extends string> = FindFieldProps<Value>['detailOf']

function nameOf<Value extends string>(
  choices: readonly Choice<Value>[],
  value: Value,
  detailOf: DetailOf<Value>,
): string {
  const name = choices.find((choice) => choice.value === value)?.name ?? ''
  return [name, detailOf?.(value).note].filter(Boolean).join(' · ')
}

/** What has every word of what was typed; what begins with it comes first. */
function foundIn<Value extends string>(
  choices: readonly Choice<Value>[],
  typed: string,
  detailOf: DetailOf<Value>,
): Offer[] {
  const sought = typed.trim().toLowerCase()
  const words = sought.split(/\s+/u)
  const offers = choices.map(({ value, name, also = '' }) => {
    const detail = detailOf?.(value)
    const text = `${name} ${also} ${value} ${detail?.note ?? ''} ${detail?.also ?? ''}`
    const offer: Offer = { key: value, name, ...(detail?.note && { note: detail.note }) }
    return { offer, text: text.toLowerCase() }
  })
  const found = offers.filter(({ text }) => words.every((word) => text.includes(word)))
  const isFirst = ({ text }: { text: string }) => text.startsWith(sought)
  return [...found.filter(isFirst), ...found.filter((one) => !isFirst(one))].map(
    ({ offer }) => offer,
  )
}
