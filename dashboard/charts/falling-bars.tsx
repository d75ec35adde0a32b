export interface FallingBar {
  key: string
  /** Above the bar. */
  label: string
  /** The same where the pointer rests. */
  whole: string
  /** Shares of the first bar: what is left, what there was before it, and between what the share lies. */
  kept: number
  before: number
  interval: [low: number, high: number] | null
  /** The same share in the period that is compared with. */
  past?: number | undefined
  count: string
  rate: string
  /** What was lost on the way here; none of the first. */
  lost?: string | undefined
  /** Between what that share lies. */
  lostTitle?: string | undefined
  /** On the way from the bar before: how long it took, who is still on it. */
  joint?: string | undefined
  /** All that the bar says. */
  title: string
}

interface FallingBarsProps {
  label: string
  bars: readonly FallingBar[]
  chosen: number | undefined
  onChoose: (place: number) => void
}

/** One bar a step on one scale, the lost part hatched above what is left, so that the eye sees the loss first. */
export function FallingBars({ label, bars, chosen, onChoose }: FallingBarsProps) {
  return (
    <ol class="falling" aria-label={label}>
      {bars.map((bar, place) => (
        <li key={bar.key}>
          <p class="falling-head">
            <b title={bar.whole}>{bar.label}</b>
            <span title={bar.title}>
              {bar.count} · {bar.rate}
            </span>
          </p>
          <button
            type="button"
            class="falling-bar"
            aria-pressed={place === chosen}
            aria-label={bar.title}
            title={bar.title}
            onClick={() => onChoose(place)}
          >
            <Bar bar={bar} />
          </button>
          <p class="falling-foot">
            <span class="falling-lost" title={bar.lostTitle}>
              {bar.lost}
            </span>
            <span>{bar.joint}</span>
          </p>
        </li>
      ))}
    </ol>
  )
}

function Bar({ bar }: { bar: FallingBar }) {
  const { kept, before, interval, past } = bar
  return (
    <>
      <i class="falling-gone" style={{ bottom: percent(kept), height: percent(before - kept) }} />
      <i class="falling-kept" style={{ height: percent(kept) }} />
      {past !== undefined && <i class="falling-past" style={{ height: percent(past) }} />}
      {interval && (
        <i
          class="falling-whisker"
          style={{ bottom: percent(interval[0]), height: percent(interval[1] - interval[0]) }}
        />
      )}
    </>
  )
}

function percent(share: number): string {
  return `${Math.max(0, Math.min(1, share)) * 100}%`
}
