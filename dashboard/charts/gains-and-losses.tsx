interface Part {
  /** Of its series: the same in each bucket. */
  key: string
  /** Above 0 where it adds, below where it takes away. */
  value: number
}

interface Bucket {
  key: string
  name: string
  parts: readonly Part[]
  /** It may still change. */
  partial: boolean
  /** All that it says. */
  title: string
}

interface GainsAndLossesProps {
  label: string
  /** Of the series, each with its place among the colours. */
  keys: readonly { key: string; name: string }[]
  buckets: readonly Bucket[]
  /** The greatest gain and the greatest loss as they are written. */
  scale: (value: number) => string
}

/** More names than that stand in one another's way. */
const MOST_NAMES = 12

/** What was gained above a line and lost below it, bucket by bucket on one scale. */
export function GainsAndLosses({ label, keys, buckets, scale }: GainsAndLossesProps) {
  const sumOf = ({ parts }: Bucket, sign: 1 | -1) =>
    parts.reduce((sum, { value }) => sum + Math.max(0, sign * value), 0)
  const most = Math.max(0, ...buckets.map((bucket) => sumOf(bucket, 1)))
  const least = Math.max(0, ...buckets.map((bucket) => sumOf(bucket, -1)))
  const span = most + least || 1
  const every = Math.ceil(buckets.length / MOST_NAMES)
  return (
    <div class="gains">
      <ul class="gains-keys">
        {keys.map(({ key, name }) => (
          <li key={key} class="gains-key" data-part={key}>
            {name}
          </li>
        ))}
      </ul>
      <div class="gains-frame">
        <p class="gains-scale" aria-hidden="true">
          <span>{scale(most)}</span>
          <span>{scale(-least)}</span>
        </p>
        <ol
          class="gains-room"
          aria-label={label}
          style={{ '--up': most / span, '--down': least / span }}
        >
          {buckets.map((bucket, i) => (
            <li key={bucket.key} title={bucket.title} data-partial={bucket.partial || undefined}>
              <Stack parts={bucket.parts} sign={1} span={span} />
              <Stack parts={bucket.parts} sign={-1} span={span} />
              <span class="unseen">{bucket.title}</span>
              <span class="gains-name" aria-hidden="true">
                {i % every === 0 ? bucket.name : ''}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </div>
  )
}

interface StackProps {
  parts: readonly Part[]
  sign: 1 | -1
  span: number
}

function Stack({ parts, sign, span }: StackProps) {
  return (
    <span class="gains-stack" data-less={sign < 0 || undefined} aria-hidden="true">
      {parts
        .filter(({ value }) => sign * value > 0)
        .map(({ key, value }) => (
          <i key={key} data-part={key} style={{ '--size': Math.abs(value) / span }} />
        ))}
    </span>
  )
}
