import { sql } from 'kysely'
import type { StoredSubscription } from '../../subscription.ts'
import { type ReportContext, siteNumber } from '../question/context.ts'

/** What a subscription of a customer is from an instant on. */
export interface Change {
  /** Number of the account, or of the person where there is none. */
  customer: number
  /** Epoch ms. */
  at: number
  subscription: StoredSubscription
}

/** The event that every change comes with. */
const NAME = 'subscription'

/** Whose a subscription is: the account's that its event names, else its person's account, else the person's own. */
const CUSTOMER = sql`coalesce(e.account, (select p.account as account from person p where p.id = v.person), v.person)`

/**
 * All changes before an instant, in the order in which they happened; of one instant in that of their batch.
 */
export async function changesUntil(
  context: Pick<ReportContext, 'reader' | 'site'>,
  until: number,
): Promise<Change[]> {
  const { reader } = context
  const span = { from: 0, to: until }
  const told = await reader.rows<{ customer: number; at: number; subscription: string }>(sql`
    select ${CUSTOMER} as customer, e.at as at, e.subscription as subscription
    ${reader.dialect.eventsWithin(siteNumber(context), span, [NAME])} and e.subscription is not null
    order by ${reader.dialect.inTimeOrder}`)
  const read = reading()
  return told.map(({ customer, at, subscription }) => ({
    customer,
    at,
    subscription: read(subscription),
  }))
}

/** Between the id, which stands first, and all else. No id has it in itself: its quotes are escaped. */
const AFTER_ID = '","plan":'

/** Ids are many and prices few: what stands after the id is read once. */
function reading(): (text: string) => StoredSubscription {
  const known = new Map<string, StoredSubscription>()
  return (text) => {
    const cut = text.indexOf(AFTER_ID)
    const start = '{"id":"'
    const isPlain = cut > 0 && text.startsWith(start) && !text.slice(0, cut).includes('\\')
    if (!isPlain) return JSON.parse(text) as StoredSubscription
    const rest = text.slice(cut)
    const like = known.get(rest) ?? (JSON.parse(text) as StoredSubscription)
    known.set(rest, like)
    return { ...like, id: text.slice(start.length, cut) }
  }
}
