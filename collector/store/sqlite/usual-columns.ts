import { sql } from 'kysely'

/** Far above the events of a visit: its number and the event's in it make one whole number, which is less to hand over. */
export const PLACES = 2 ** 20

export const START = sql`v.start`
export const PERSON = sql`v.person`
export const AT = sql`e.at`
export const NAME = sql`e.name`
export const PAGE = sql`e.page`
export const ALONE = sql`v.alone`
/** Where an event lies, and with it its visit. */
export const EVENT_PLACE = sql`e.visit * ${sql.lit(PLACES)} + e.seq`
export const VISIT_OF_EVENT = sql`e.visit`
export const SEQ = sql`e.seq`
export const VISIT = sql`v.id`

/** Of which the rows lie together, so that what they have in common is kept once. */
export const TOGETHER = { visits: undefined, events: VISIT_OF_EVENT }

/** Packed with whatever else is asked of an extent first: one row costs more than one more value of it. */
export const USUAL = {
  visits: [START, PERSON, sql`v.acquisition`, sql`v.client`, sql`v.place`],
  events: [VISIT_OF_EVENT, SEQ, AT, NAME, PAGE, PERSON, START, ALONE],
}
