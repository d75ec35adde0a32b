export const SCARCE = ['name', 'page', 'title', 'property'] as const
export type Scarce = (typeof SCARCE)[number]

/** New values a site and day; 0: no limit. */
export type Limits = Record<Scarce, number>

/** Clicks on one short link within one quarter of an hour. */
export interface LinkClicks {
  /** Id of the link; one that was removed meanwhile counts nothing. */
  link: string
  /** When the quarter begins, epoch ms. */
  quarter: number
  /** Of browsers. */
  count: number
  /** Of robots. */
  bots: number
  /** Of the latest of a browser, epoch ms; 0 where there was none. */
  last_at: number
}

/** An event that is to go, by its id as it was sent. */
export interface ListedEvent {
  visitor: number
  visit: number
  id: string
}

/** Where an event lies, by its id as it was sent. */
export interface EventPlace {
  visit: number
  id: string
}

export interface NewDeletion {
  site: number
  /** Epoch ms; until then it can be taken back. */
  at: number
  until: number
  /** What chose the events, as JSON. */
  request: string
}

export interface DeletionCounts {
  events: number
  visits: number
  people: number
}

export interface Erased {
  people: number
  visits: number
  events: number
  /** Of the events, those that ClickHouse alone has, where there are any: they are gone there once it is told. */
  elsewhere?: number
}

/** A user, a browser or an account by the id that was sent; a cookieless browser by its key in hex. */
export interface PersonName {
  kind: 'user' | 'visitor' | 'account'
  id: string
}
