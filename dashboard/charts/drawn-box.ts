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
