import { useEffect, useRef } from 'preact/hooks'

export interface Offer {
  key: string
  name: string
  /** What it is found by, too. */
  also?: string
  /** Stands at the end, as a number does. */
  note?: string
  /** Of 1, as wide as its bar. */
  fill?: number
  /** All that it says to who does not see it. */
  said?: string
}

export interface OfferGroup {
  label: string
  offers: readonly Offer[]
  /** They are still asked for; so many lines are kept free. */
  awaited?: number
}

interface OffersProps {
  id: string
  label: string
  groups: readonly OfferGroup[]
  /** Those of all groups. */
  flat: readonly Offer[]
  at: number
  onChoose: (offer: Offer) => void
}

/** A list of what is offered, below a field that keeps the focus. */
export function Offers({ id, label, groups, flat, at, onChoose }: OffersProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <div
      ref={list}
      class="offers"
      id={id}
      role="listbox"
      aria-label={label}
      // A list that scrolls is a stop of the tab key by itself, and this one goes with its field's focus.
      tabIndex={-1}
      // Its field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
    >
      {groups.map((group) => (
        <div
          key={group.label}
          {...(group.label !== label && { role: 'group', 'aria-label': group.label })}
        >
          {group.label !== label && (
            <p class="menu-label" aria-hidden="true">
              {group.label}
            </p>
          )}
          {group.awaited !== undefined && (
            <span class="offers-room" style={{ '--rows': group.awaited }} />
          )}
          {group.offers.map((offer) => {
            const place = flat.indexOf(offer)
            return (
              <OfferRow
                key={offer.key}
                id={`${id}-${place}`}
                offer={offer}
                chosen={place === at}
                onChoose={onChoose}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}

interface OfferRowProps {
  id: string
  offer: Offer
  chosen: boolean
  onChoose: (offer: Offer) => void
}

function OfferRow({ id, offer, chosen, onChoose }: OfferRowProps) {
  const { name, note, fill, said } = offer
  return (
    <button
      id={id}
      type="button"
      class="menu-item"
      role="option"
      aria-selected={chosen}
      // Bars and counts are for the eye.
      aria-label={said ?? (fill === undefined ? undefined : name)}
      tabIndex={-1}
      onClick={() => onChoose(offer)}
    >
      {fill !== undefined && <span class="bar-fill" style={{ width: `${fill * 100}%` }} />}
      <span class="menu-text">{name}</span>
      {note !== undefined && <span class="menu-note">{note}</span>}
    </button>
  )
}
