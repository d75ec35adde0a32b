import { hashRouted } from './tag.ts'

/**
 * What makes a page another page; a query does not, for it mostly filters or sorts one. Under a hash router the
 * fragment is the path, with a query of its own.
 */
export const placeOf = (page: URL | Location): string =>
  page.pathname + (hashRouted ? page.hash.split('?')[0] : '')
