import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { TextField } from './field.tsx'
import { isOfInputMethod } from './input-method.ts'
import { type Offer, type OfferGroup, Offers } from './offers.tsx'
import { useOwnId } from './own-id.ts'

interface ComboboxProps {
  label: string
  hint?: ComponentChildren
  problem?: string | undefined
  required?: boolean
  placeholder?: string
  title?: string | undefined
  maxLength?: number
  value: string
  groups: readonly OfferGroup[]
  onValue: (text: string) => void
  onChoose: (key: string) => void
  /** What of the text the offers are sought by; all of it where nothing is said. */
  sought?: (text: string) => string
  /** Whether the offers are on show. */
  onOpen: (open: boolean) => void
}

/** A field for any text with offers below it: arrows go through them, Enter takes one, Escape puts them away. */
export function Combobox(props: ComboboxProps) {
  const { label, value, groups, sought = whole, onValue, onChoose, onOpen, ...field } = props
  const id = useOwnId()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(-1)
  const shown = offered(groups, sought(typed))
  const flat = shown.flatMap(({ offers }) => offers)
  const show = (next: boolean, text = '') => {
    setOpen(next)
    setAt(-1)
    setTyped(text)
    onOpen(next)
  }
  const choose = (offer: Offer) => {
    onChoose(offer.key)
    show(false)
  }
  const go = (step: number) => (open ? setAt(moved(at, step, flat.length)) : show(true))
  const chosen = flat[at]
  const keys: Record<string, (() => void) | undefined> = {
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    Enter: open ? () => (chosen ? choose(chosen) : show(false)) : undefined,
    Escape: open ? () => show(false) : undefined,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key]
    if (!act || isOfInputMethod(event)) return
    event.preventDefault()
    act()
  }
  const isOpen = open && shown.length > 0
  return (
    <div class="combobox">
      <TextField
        {...field}
        label={label}
        value={value}
        role="combobox"
        aria-expanded={isOpen}
        aria-autocomplete="list"
        aria-controls={isOpen ? id : undefined}
        aria-activedescendant={isOpen && at >= 0 ? `${id}-${at}` : undefined}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onFocus={() => show(true)}
        onBlur={() => show(false)}
        onClick={() => open || show(true)}
        onKeyDown={onKeyDown}
        onValue={(text) => {
          onValue(text)
          show(true, text)
        }}
      />
      {isOpen && <Offers {...{ id, label, groups: shown, flat, at, onChoose: choose }} />}
    </div>
  )
}

function whole(text: string): string {
  return text
}

function moved(at: number, step: number, count: number): number {
  if (count === 0) return -1
  return at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count
}

/** The groups with what has the typed text in its name; those without any fall away. */
function offered(groups: readonly OfferGroup[], typed: string): OfferGroup[] {
  const sought = typed.trim().toLowerCase()
  return groups
    .map((group) => ({
      ...group,
      offers: group.offers.filter(({ name, also = '' }) =>
        [name, also].some((text) => text.toLowerCase().includes(sought)),
      ),
    }))
    .filter(({ offers, awaited = 0 }) => offers.length > 0 || awaited > 0)
}
