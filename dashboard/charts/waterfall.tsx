export interface WaterfallStep {
  key: string
  name: string
  /** As it is written, with its sign. */
  told: string
  /** Where its bar begins and ends. */
  from: number
  to: number
  /** What stands by itself, or moves the sum up or down. */
  kind: 'whole' | 'more' | 'less'
}

interface WaterfallProps {
  label: string
  steps: readonly WaterfallStep[]
}

/** A sum from its start to its end, a row for each step: each bar begins where the one above it ended. */
export function Waterfall({ label, steps }: WaterfallProps) {
  const values = steps.flatMap(({ from, to }) => [from, to])
  const least = Math.min(0, ...values)
  const span = Math.max(0, ...values) - least || 1
  const at = (value: number) => (value - least) / span
  return (
    <ol class="waterfall" aria-label={label}>
      {steps.map(({ key, name, told, from, to, kind }) => (
        <li key={key} data-kind={kind}>
          <span>{name}</span>
          <span class="waterfall-room" aria-hidden="true">
            <i
              style={{
                left: `${at(Math.min(from, to)) * 100}%`,
                width: `${(at(Math.max(from, to)) - at(Math.min(from, to))) * 100}%`,
              }}
            />
          </span>
          <b>{told}</b>
        </li>
      ))}
    </ol>
  )
}
