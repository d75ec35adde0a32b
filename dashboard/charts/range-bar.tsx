interface RangeBarProps {
  /** All that it says. */
  title: string
  /** Shares of its width. */
  low: number
  high: number
  /** A dot between them. */
  at?: number | undefined
  /** A line across it. */
  line?: number | undefined
}

/** Between what a number lies, as a thin bar. */
export function RangeBar({ title, low, high, at, line }: RangeBarProps) {
  return (
    <span class="range-bar" role="img" aria-label={title} title={title}>
      {line !== undefined && <i class="range-line" style={{ left: percent(line) }} />}
      <i
        class="range-part"
        style={{ left: percent(low), width: percent(Math.max(0.02, high - low)) }}
      />
      {at !== undefined && <i class="range-dot" style={{ left: percent(at) }} />}
    </span>
  )
}

function percent(share: number): string {
  return `${Math.round(Math.max(0, Math.min(1, share)) * 10_000) / 100}%`
}
