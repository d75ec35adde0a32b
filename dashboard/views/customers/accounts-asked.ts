import { type AccountsAsked, STATES } from '../../models/accounts.ts'
import { view } from '../../models/view.ts'
import { courseInView } from './course-in-view.ts'

/** Options of the address. */
export const SEARCH = 'search'
export const STATE = 'state'
export const OWNER = 'owner'
export const ORDER = 'order'
export const DIRECTION = 'direction'

/** What stands for nobody, whose name is empty, in the address. */
export const NOBODY = '-'

const ORDERS = ['mrr', 'health', 'temperature', 'people', 'last_seen'] as const

/** Which accounts the address asks for, and in which order. */
export function accountsInView(): AccountsAsked {
  const { options } = view.value
  const search = options[SEARCH]
  const owner = options[OWNER]
  const course = courseInView()
  const state = STATES.find((one) => one === options[STATE])
  const sort = ORDERS.find((one) => one === options[ORDER])
  const direction = options[DIRECTION] === 'asc' ? 'asc' : 'desc'
  return {
    ...(search ? { search } : {}),
    ...(owner ? { owner: owner === NOBODY ? '' : owner } : {}),
    ...(course ? { course } : {}),
    ...(state ? { state } : {}),
    ...(sort ? { sort, direction } : {}),
  }
}
