import { type Box, useDrawnBox } from './drawn-box.ts'
import { useOneStop } from './one-stop.ts'

export interface Bubble {
  key: string
  name: string
  /** All that it says. */
  title: string
  /** Shares of the room from the left and from the foot; between what it lies; diameter as a share of the greatest. */
  x: number
  y: number
  low: number
  high: number
  size: number
  /** Whether its name can be read, on a desk and on a phone. */
  named: { wide: boolean; narrow: boolean }
  /** Where it leads; nowhere from the last level. */
  href: string | undefined
  /** What sets it apart in colour, and whether a ring stands round it. */
  kind?: string
  ringed?: boolean
  /** Others are meant. */
  faint?: boolean
}

interface Tick {
  at: number
  text: string
}

interface BubblesProps {
  label: string
  bubbles: readonly Bubble[]
  across: readonly Tick[]
  upwards: readonly Tick[]
  axes: readonly [across: string, upwards: string]
  /** The lines that part the corners, from the left and from the foot. */
  middle: readonly [x: number, y: number | undefined]
  middleName?: string
  /** Top left, top right, bottom left, bottom right. */
  corners?: readonly [string, string, string, string]
  /** Something beside the chart says what the pointer is at: there a finger presses once to read and once more to follow. */
  reading?: Reading
  /** The box that is chosen, and what happens to one that is drawn. */
  choice?: { box: Box | undefined; onDrawn: (box: Box) => void }
}

export interface Reading {
  /** Key of the bubble that is read. */
  at: string | undefined
  onRead: (key: string) => void
}

/** Circles in a room of four corners, each with a whisker; a link where there is more of it. */
export function Bubbles(props: BubblesProps) {
  const { label, bubbles, across, upwards, axes, middle, middleName, corners = [] } = props
  const [x, y] = middle
  const { box, drawing } = useDrawnBox(props.choice?.onDrawn)
  const stop = useOneStop(bubbles, '.bubble')
  return (
    <div class="bubbles">
      <span class="bubbles-axis">{axes[1]}</span>
      <div class="bubbles-room" {...drawing}>
        <Chosen box={box ?? props.choice?.box} />
        {upwards.map(({ at, text }) => (
          <span key={text} class="bubbles-up" style={{ bottom: percent(at) }}>
            {text}
          </span>
        ))}
        {across.map(({ at, text }, i) => (
          <span
            key={text}
            class="bubbles-across"
            data-second={i % 2 === 1}
            style={{ left: percent(at) }}
          >
            {text}
          </span>
        ))}
        {y !== undefined && <i class="bubbles-even" style={{ bottom: percent(y) }} />}
        <i class="bubbles-much" style={{ left: percent(x) }} />
        {y !== undefined && (
          <span class="bubbles-even-name" style={{ bottom: percent(y) }}>
            {middleName}
          </span>
        )}
        {corners.map((corner, i) => (
          <span key={corner} class="bubbles-corner" data-corner={i} aria-hidden="true">
            {corner}
          </span>
        ))}
        <ul aria-label={label} onKeyDown={stop.onKeyDown}>
          {bubbles.map((bubble) => (
            <One
              key={bubble.key}
              bubble={bubble}
              reading={props.reading}
              stop={{ here: bubble.key === stop.at, onFocus: stop.onFocus }}
            />
          ))}
        </ul>
      </div>
      <span class="bubbles-axis" data-end>
        {axes[0]}
      </span>
    </div>
  )
}

function Chosen({ box }: { box: Box | undefined }) {
  if (!box) return null
  const [[left, right], [low, high]] = [box.x, box.y]
  return (
    <i
      class="bubbles-box"
      style={{
        ...{ left: percent(left), width: percent(right - left) },
        ...{ bottom: percent(low), height: percent(high - low) },
      }}
    />
  )
}

interface OneProps {
  bubble: Bubble
  reading: Reading | undefined
  stop: { here: boolean; onFocus: (key: string) => void }
}

function One(props: OneProps) {
  const { x, low, high } = props.bubble
  return (
    <li>
      {high > low && (
        <i
          class="bubble-whisker"
          style={{ left: percent(x), bottom: percent(low), height: percent(high - low) }}
        />
      )}
      <Dot {...props} />
    </li>
  )
}

function Dot({ bubble, reading, stop }: OneProps) {
  const { key, name, title, x, y, size, named, href } = bubble
  const { kind, ringed, faint } = bubble
  const at = { left: percent(x), bottom: percent(y), '--size': size }
  const tabIndex = stop.here ? 0 : -1
  const label = (
    <span class="bubble-name" data-wide={named.wide} data-narrow={named.narrow} aria-hidden="true">
      {name}
    </span>
  )
  if (href === undefined) {
    return (
      <span
        class="bubble"
        role="img"
        tabIndex={tabIndex}
        onFocus={() => stop.onFocus(key)}
        aria-label={title}
        title={title}
        style={at}
      >
        {label}
      </span>
    )
  }
  return (
    <a
      class="bubble"
      data-kind={kind}
      data-ringed={ringed || undefined}
      data-faint={faint || undefined}
      href={href}
      tabIndex={tabIndex}
      aria-label={title}
      title={reading ? undefined : title}
      style={at}
      {...(reading && readBy(reading, key))}
      onFocus={() => {
        stop.onFocus(key)
        reading?.onRead(key)
      }}
    >
      {label}
    </a>
  )
}

/** A finger has no way to point at something before it presses: its first press reads. */
function readBy({ at, onRead }: Reading, key: string) {
  let wasRead = false
  return {
    onPointerDown: () => {
      wasRead = at === key
    },
    onPointerEnter: ({ pointerType }: PointerEvent) => {
      if (pointerType !== 'touch') onRead(key)
    },
    onClick: (event: MouseEvent) => {
      const isTouch = 'pointerType' in event && event.pointerType === 'touch'
      if (!isTouch || wasRead) return
      event.preventDefault()
      onRead(key)
    },
  }
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`
}
