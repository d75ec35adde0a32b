import type {
  Properties,
  WireEvent,
  WireRevenue,
  WireSender,
  WireSubscription,
} from '../../../tracker/protocol.ts'

/** Whose event it is. At least one of them, or of `ip` and `userAgent`, tells visits apart. */
export interface Who {
  /** Your own id of somebody who is signed in. */
  user?: string | number
  /** The browser's id, as the script keeps it, or your own cookie's. */
  visitor?: string
  /** Company, team or workspace that the user belongs to. */
  account?: string | number
  traits?: Properties
  /** The visitor's address and browser, never your server's. */
  ip?: string
  userAgent?: string
  /** `Accept-Language` or one tag of it. */
  language?: string
  /** `1440x900` */
  screen?: string
}

/** What may be said of any event. */
export interface About extends Who {
  /** Yours, 8–36 of A-Za-z0-9_-, where you may send the same twice; made where it is absent. */
  id?: string
  /** Unix ms or a Date; now where it is absent. */
  at?: number | Date
  /** Absolute, of the page where it happened. */
  url?: string
  referrer?: string
  title?: string
  props?: Properties
  revenue?: WireRevenue
  /** false: it does not lift a bounce. */
  interactive?: boolean
}

export interface Page extends About {
  url: string
}

/** Somebody who pays, or a company that does. */
export type Customer = Pick<About, 'id' | 'at'> & Who

/** One line of `POST /api/sites/:site/events`. */
export interface Line extends WireSender, Omit<WireEvent, 'props'> {
  props?: Properties
  ip?: string
  userAgent?: string
}

export interface Told extends About {
  subscription?: WireSubscription
}

/** As it is sent. `made` is the id where none is given, `now` epoch ms. */
export function lineOf(name: string, told: Told, made: () => string, now: number): Line {
  const { user, account, at, id, ...rest } = told
  return {
    ...present(rest),
    ...(user !== undefined && { user: String(user) }),
    ...(account !== undefined && { account: String(account) }),
    id: id ?? made(),
    name,
    at: at === undefined ? now : Number(at),
  }
}

/** Without what is undefined, which JSON would leave out and a count of bytes would not. */
function present<T extends object>(told: T): T {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as T
}
