export interface IntervalBar {
  key: string
  name: string
  estimate: number | null
  low: number | null
  high: number | null
  /** How it is to be read. */
  tone: 'good' | 'bad' | 'none'
  title: string
}

interface IntervalBarsProps {
  label: string
  bars: readonly IntervalBar[]
  /** What does not matter, to both sides of zero. */
  negligible: number | null
  /** An end as it is written. */
  scale: (value: number) => string
}

/** Variants' changes on one axis, each with its interval; a line at zero, and grey what is too small to matter. */
export function IntervalBars({ label, bars, negligible, scale }: IntervalBarsProps) {
  const most = reachOf(bars, negligible)
  const at = (value: number) => `${50 + Math.max(-50, Math.min(50, (value / most) * 50))}%`
  return (
    // biome-ignore lint/a11y/useSemanticElements: a figure holds no list of bars.
    <div class="intervals" role="group" aria-label={label}>
      {bars.map((bar) => (
        <div key={bar.key} class="intervals-row">
          <span class="intervals-name" dir="auto">
            {bar.name}
          </span>
          <div class="intervals-room" role="img" aria-label={bar.title} title={bar.title}>
            {negligible !== null && (
              <i
                class="intervals-small"
                style={{ left: at(-negligible), right: `calc(100% - ${at(negligible)})` }}
              />
            )}
            <i class="intervals-zero" />
            {bar.low !== null && bar.high !== null && (
              <i
                class="intervals-bar"
                data-tone={bar.tone}
                style={{ left: at(bar.low), right: `calc(100% - ${at(bar.high)})` }}
              />
            )}
            {bar.estimate !== null && (
              <i class="intervals-dot" data-tone={bar.tone} style={{ left: at(bar.estimate) }} />
            )}
          </div>
        </div>
      ))}
      <div class="intervals-row intervals-axis" aria-hidden="true">
        <span />
        <p>
          <span>{scale(-most)}</span>
          <span>0</span>
          <span>{scale(most)}</span>
        </p>
      </div>
    </div>
  )
}

/** To both sides as far as the widest reaches, and a little more. */
function reachOf(bars: readonly IntervalBar[], negligible: number | null): number {
  const ends = bars.flatMap(({ estimate, low, high }) => [estimate ?? 0, low ?? 0, high ?? 0])
  const most = Math.max(negligible ?? 0, ...ends.map(Math.abs))
  return most === 0 ? 1 : most * 1.08
}
