import type { SavedView, SavedViewInput } from '../../collector/settings/saved-views.ts'
import { address } from './address.ts'
import { chosenColumns } from './table-columns.ts'
import { addThing, listOf, removeThing, replaceThing } from './things.ts'
import { changed, pageInView, pagePath, view } from './view.ts'

export type { SavedView }

/** Pages of the site as they stood, what is pinned first. */
export const savedViews = listOf('views')

/** More would push the navigation out of sight. */
const MOST_PINNED = 5

/** Those that stand in the navigation. */
export function pinnedViews(): SavedView[] {
  return (savedViews.data.value ?? []).filter(({ pinned }) => pinned).slice(0, MOST_PINNED)
}

/** Whether another may be pinned. */
export function mayPin(): boolean {
  return (savedViews.data.value ?? []).filter(({ pinned }) => pinned).length < MOST_PINNED
}

/** What the API takes as the path of a view: pages of single people, whose ids have signs of their own, are none. */
const PATH = /^(?:\/[\w~-]+)*$/

/** The page in view as one keeps it, with the columns that this browser chose; undefined where it cannot be kept. */
export function viewHere(): Pick<SavedViewInput, 'path' | 'search'> | undefined {
  const path = pageInView.value && `/${pageInView.value}`
  if (!PATH.test(path)) return undefined
  const columns = chosenColumns()
  const { options } = view.value
  const to = changed(columns === undefined ? {} : { options: { ...options, columns } })
  return { path, search: to.slice(address.value.path.length) }
}

/** Where a view lies. */
export function addressOf({ path, search }: SavedView): string {
  return pagePath(path.slice(1)) + search
}

/** Whether a view is what is on show. */
export function isShown(saved: SavedView): boolean {
  const { path, search } = address.value
  return addressOf(saved) === path + search
}

export function saveView(domain: string, input: SavedViewInput): Promise<SavedView> {
  return addThing(domain, 'views', input)
}

export function changeView(
  domain: string,
  { id, ...before }: SavedView,
  changes: Partial<SavedViewInput>,
): Promise<SavedView> {
  return replaceThing(domain, 'views', id, { ...before, ...changes })
}

export function removeView(domain: string, { id }: SavedView): Promise<void> {
  return removeThing(domain, 'views', id)
}
