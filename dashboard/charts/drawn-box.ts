import { useRef, useState } from 'preact/hooks'

/** Shares of a room's width from the left and of its height from the foot, from the less to the greater. */
export interface Box {
  x: readonly [number, number]
  y: readonly [number, number]
}

interface Point {
  clientX: number
  clientY: number
}

/** In px: a hand is never quite still while it presses. */
const LEAST = 6

/** A box that a mouse or a finger draws in a room; where it draws none, presses and links do as ever. */
export function useDrawnBox(onDrawn: ((box: Box) => void) | undefined) {
  const from = useRef<Point | undefined>(undefined)
  const drawn = useRef<Box | undefined>(undefined)
  const [box, setBox] = useState<Box | undefined>(undefined)
  const end = () => {
    from.current = undefined
    setBox(undefined)
  }
  const grow = (event: KeyboardEvent) => {
    const room = event.currentTarget
    if (!(event.shiftKey && event.key in GROWS && room instanceof HTMLElement)) return
    event.preventDefault()
    drawn.current = grown(drawn.current ?? boxAt(event.target, room), event.key)
    setBox(drawn.current)
  }
  if (!onDrawn) return { box: undefined, drawing: {} }
  const drawing = {
    'data-drawable': true,
    onPointerDown: (event: PointerEvent) => {
      drawn.current = undefined
      if (event.isPrimary && event.button === 0) from.current = event
    },
    onPointerMove: (event: PointerEvent) => {
      const start = from.current
      const room = event.currentTarget
      if (!(start && room instanceof HTMLElement)) return
      // It was let go where the room does not hear of it.
      if (event.buttons === 0) return end()
      if (!drawn.current && apart(start, event) < LEAST) return
      room.setPointerCapture(event.pointerId)
      drawn.current = boxOf(start, event, room.getBoundingClientRect())
      setBox(drawn.current)
    },
    onPointerUp: () => {
      if (from.current && drawn.current) onDrawn(drawn.current)
      end()
    },
    onKeyDown: grow,
    onKeyUp: ({ key }: KeyboardEvent) => {
      if (key !== 'Shift' || !drawn.current) return
      onDrawn(drawn.current)
      drawn.current = undefined
      setBox(undefined)
    },
    // A finger that goes up or down moves the page instead.
    onPointerCancel: end,
    // A link is not pulled out of the page, nor opened by the press that ends a box.
    onDragStart: (event: DragEvent) => event.preventDefault(),
    onClickCapture: (event: MouseEvent) => {
      if (!drawn.current) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
  return { box, drawing }
}

/** Which sides a key moves outwards. */
const GROWS: Record<string, ['x' | 'y', 0 | 1] | undefined> = {
  ArrowLeft: ['x', 0],
  ArrowRight: ['x', 1],
  ArrowDown: ['y', 0],
  ArrowUp: ['y', 1],
}
const STEP = 0.05

/** A box that is wider by a step on the side that an arrow points to, as far as the room goes. */
export function grown(box: Box, key: string): Box {
  const [axis, side] = GROWS[key] ?? []
  if (axis === undefined || side === undefined) return box
  const [low, high] = box[axis]
  return { ...box, [axis]: side === 0 ? [within(low - STEP), high] : [low, within(high + STEP)] }
}

/** About what has the focus, with a little room around it. */
function boxAt(element: EventTarget | null, room: HTMLElement): Box {
  const about = (element instanceof Element ? element : room).getBoundingClientRect()
  const from = { clientX: about.left - LEAST, clientY: about.bottom + LEAST }
  const to = { clientX: about.right + LEAST, clientY: about.top - LEAST }
  return boxOf(from, to, room.getBoundingClientRect())
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)
}

function boxOf(a: Point, b: Point, { left, bottom, width, height }: DOMRect): Box {
  return {
    x: between((a.clientX - left) / width, (b.clientX - left) / width),
    y: between((bottom - a.clientY) / height, (bottom - b.clientY) / height),
  }
}

function between(a: number, b: number): [number, number] {
  const [one, other] = [within(a), within(b)]
  return [Math.min(one, other), Math.max(one, other)]
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share))
}
