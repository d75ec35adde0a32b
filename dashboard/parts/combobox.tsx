import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
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
  const { label, value, groups, sought, onValue, onChoose, onOpen, ...field } = props
  const id = useOwnId()
  const { open, shown, flat, at, show, choose, acts } = useOffered(props)
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
        onKeyDown={(event) => {
          const act = acts[event.key]
          if (!act || isOfInputMethod(event)) return
          event.preventDefault()
          act()
        }}
        onValue={(text) => {
          onValue(text)
          show(true, text)
        }}
      />
      {isOpen && <Offers {...{ id, label, groups: shown, flat, at, onChoose: choose }} />}
    </div>
  )
}

/** Marks the first of what is awaited; other marks are an offer's group and key, for others may yet come before it. */
const FIRST = 'first'

/** What is on show, which of it Enter would take, and what keys do. */
function useOffered({ groups, sought = whole, onChoose, onOpen }: ComboboxProps) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [mark, setMark] = useState<string>()
  /** Enter came before what it is to take. */
  const isEarly = useRef(false)
  const shown = offered(groups, sought(typed))
  const flat = shown.flatMap(({ offers }) => offers)
  const marks = shown.flatMap(({ label, offers }) => offers.map(({ key }) => `${label} ${key}`))
  const at = mark === FIRST ? Math.min(0, flat.length - 1) : marks.indexOf(mark ?? '')
  const show = (next: boolean, text = '') => {
    isEarly.current = false
    setOpen(next)
    setMark(undefined)
    setTyped(text)
    onOpen(next)
  }
  const choose = (offer: Offer) => {
    onChoose(offer.key)
    show(false)
  }
  const chosen = flat[at]
  const waits = mark === FIRST && !chosen && shown.some(({ awaited = 0 }) => awaited > 0)
  const enter = () => (chosen ? choose(chosen) : show(false))
  useLayoutEffect(() => {
    if (isEarly.current && !waits) enter()
  })
  const enterOnce = () => {
    if (waits) isEarly.current = true
    else enter()
  }
  const go = (step: number) =>
    open ? setMark(marks[moved(at, step, flat.length)] ?? FIRST) : show(true)
  const acts: Record<string, (() => void) | undefined> = {
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    ...(open && { Enter: enterOnce, Escape: () => show(false) }),
  }
  return { open, shown, flat, at, show, choose, acts }
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
