import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Sheet } from './sheet.ts'

/** A table that stands on the page, and what a file of it is called after. */
interface TableInView {
  name: string
  sheet: () => Promise<Sheet>
}

interface Place {
  current: TableInView | undefined
}

const places = signal<readonly Place[]>([])

/** Whether there is a table on the page that can be asked for. */
export function hasTables(): boolean {
  return places.value.length > 0
}

/** The tables of the page in view, in the order in which they came to stand there. */
export function tablesInView(): TableInView[] {
  return places.peek().flatMap(({ current }) => current ?? [])
}

/** Tells of a table as long as it stands on the page; undefined as long as nothing can be asked. */
export function useTableInView(table: TableInView | undefined): void {
  const place = useRef<Place>({ current: table }).current
  place.current = table
  const isThere = table !== undefined
  useEffect(() => {
    if (!isThere) return undefined
    places.value = [...places.peek(), place]
    return () => {
      places.value = places.peek().filter((one) => one !== place)
    }
  }, [place, isThere])
}
