import type { WireBody, WireEvent } from '../protocol.ts'

/** What the page's tag or its hooks make of an event: another, or none. */
export type Change = (event: WireEvent) => WireEvent | undefined | Promise<WireEvent | undefined>

/** Of a pageview that is not to be told, its time is not either. */
const dropped = new Set<string>()

const remember = (event: WireEvent, changed: WireEvent | undefined): WireEvent[] => {
  if (changed) return [changed]
  dropped.add(event.id)
  return []
}

const isOfDropped = ({ of }: WireEvent): boolean => of !== undefined && dropped.has(of)

/** A body of our script as it is to leave, empty for nothing; later where a hook takes its time. */
export const rewritten = (text: string, site: string, change: Change): string | Promise<string> => {
  const body = JSON.parse(text) as WireBody
  const write = (events: WireEvent[]) =>
    events.length > 0 ? JSON.stringify({ site, ...body, events }) : ''
  const changes = body.events
    .filter((event) => !isOfDropped(event))
    .map((event) => [event, change(event)] as const)
  if (!changes.some(([, changed]) => changed instanceof Promise))
    return write(
      changes.flatMap(([event, changed]) => remember(event, changed as WireEvent | undefined)),
    )
  const waited = changes.map(async ([event, changed]) => remember(event, await changed))
  return Promise.all(waited).then((all) => write(all.flat()))
}
