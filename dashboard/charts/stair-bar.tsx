interface StairBarProps {
  name: string
  value: string
  /** Beside the value. */
  note?: string | undefined
  /** Of the longest bar. */
  share: number
  /** The same of what it is held against. */
  mark?: number
  /** Shows more of it, or less where that is on show. */
  opens?: { isOpen: boolean; onPress: () => void }
}

/** A step of stairs: how many there are in words, and as a bar from the left. */
export function StairBar({ name, value, note, share, mark, opens }: StairBarProps) {
  return (
    <div class="stair">
      <p>
        {opens ? (
          <button
            type="button"
            class="stair-opens"
            aria-pressed={opens.isOpen}
            onClick={opens.onPress}
          >
            {name}
          </button>
        ) : (
          <b>{name}</b>
        )}{' '}
        {value} <span class="stair-now">{note}</span>
      </p>
      <div class="stair-bar" aria-hidden="true">
        <span class="stair-units" style={{ width: `${100 * share}%` }} />
        {mark !== undefined && <span class="stair-mark" style={{ left: `${100 * mark}%` }} />}
      </div>
    </div>
  )
}
