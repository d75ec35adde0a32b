import { SITE } from '../faults/sending.ts'

export const DAY = 86_400_000
export const KEEP = 14
export const DAYS = 48
export const VISITORS = 30
export const EVENTS = 10
export const ALL = DAYS * VISITORS * EVENTS

/** Some visits on each of two months' days, the last one yesterday's; lines of an import. */
export function history(): string[] {
  const now = Date.now()
  return Array.from({ length: ALL }, (_, i) => {
    const [day, visitor] = [Math.floor(i / (VISITORS * EVENTS)), Math.floor(i / EVENTS) % VISITORS]
    return JSON.stringify({
      ...{ id: `event-of-${i}`, name: 'pageview', url: `https://${SITE}/page-${i % 400}` },
      ...{ visitor: `visitor-${visitor}`, title: `A page of the site, with number ${i % 400}` },
      props: { note: `What an event says of itself, ${'at some length, '.repeat(20)}${i}` },
      at: now - (day + 1) * DAY + (i % EVENTS) * 60_000,
    })
  })
}

/** The events of days that are 8 days beyond what is kept, but for those whose visits may reach over midnight. */
export const OLD = (DAYS - KEEP - 8 - 2) * VISITORS * EVENTS
