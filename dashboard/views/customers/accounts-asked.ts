import { type AccountsAsked, STATES } from '../../models/accounts.ts'
import { view } from '../../models/view.ts'
import { courseInView } from './course-in-view.ts'

/** Options of the address. */
export const SEARCH = 'search'
export const STATE = 'state'
export const OWNER = 'owner'
export const RENEWS = 'renews'
export const ORDER = 'order'
export const DIRECTION = 'direction'

/** What stands for nobody, whose name is empty, in the address. */
export const NOBODY = '-'

/** Days in which a renewal may be asked about. */
export const RENEWAL_DAYS = [7, 30, 60, 90] as const

const ORDERS = ['mrr', 'health', 'temperature', 'people', 'last_seen', 'renews_in'] as const

/** Which accounts the address asks for, and in which order. */
export function accountsInView(): AccountsAsked {
  const { options } = view.value
  const search = options[SEARCH]
  const owner = options[OWNER]
  const course = courseInView()
  const state = STATES.find((one) => one === options[STATE])
  const renews_within = RENEWAL_DAYS.find((days) => String(days) === options[RENEWS])
  return {
    ...(search ? { search } : {}),
    ...(owner ? { owner: owner === NOBODY ? '' : owner } : {}),
    ...(course ? { course } : {}),
    ...(state ? { state } : {}),
    ...(renews_within ? { renews_within } : {}),
    ...orderInView(renews_within !== undefined),
  }
}

/** Of those that renew soon the first to do so stand first, where nothing else is said. */
function orderInView(isSoon: boolean): Pick<AccountsAsked, 'sort' | 'direction'> {
  const { options } = view.value
  const sort = ORDERS.find((one) => one === options[ORDER])
  if (sort) return { sort, direction: options[DIRECTION] === 'asc' ? 'asc' : 'desc' }
  return isSoon ? { sort: 'renews_in', direction: 'asc' } : {}
}
