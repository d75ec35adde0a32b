import type { Question } from './resource.ts'

interface Page {
  /** Where the next page begins; null at the end. */
  next: string | null
}

/** So many pages of a list, each where the one before ended, made one by `join`. */
export async function firstPages<Answer extends Page>(
  pages: number,
  page: (cursor: string | null) => Promise<Answer>,
  join: (before: Answer, after: Answer) => Answer,
): Promise<Answer> {
  let whole = await page(null)
  for (let n = 1; n < pages && whole.next !== null; n++) {
    whole = join(whole, await page(whole.next))
  }
  return whole
}

/** Asks for so many pages of a list as for one answer. */
export function pagesQuestion<Answer extends Page>(
  { key, pages }: { key: string; pages: number },
  page: (cursor: string | null, signal: AbortSignal) => Promise<Answer>,
  join: (before: Answer, after: Answer) => Answer,
): Question<Answer> {
  return {
    key: `${key} ${pages}`,
    fetch: (signal) => firstPages(pages, (cursor) => page(cursor, signal), join),
  }
}

interface Listed<Item> extends Page {
  items: Item[]
}

/** All else as the later page has it. */
export function joinItems<Answer extends Listed<unknown>>(before: Answer, after: Answer): Answer {
  return { ...after, items: [...before.items, ...after.items] }
}

/** As many items as the API gives at once. */
export const PAGE = 1_000
/** Nobody reads a list further than this, such as a bank's rates of all days. */
const MOST_PAGES = 5

/** What stands in a list, however many pages that takes. */
export async function allItems<Item>(
  page: (cursor: string | null) => Promise<Listed<Item>>,
): Promise<Item[]> {
  return (await firstPages(MOST_PAGES, page, joinItems)).items
}

/** Where a page begins, for a query; nothing for the first. */
export function from(cursor: string | null): { cursor?: string } {
  return cursor === null ? {} : { cursor }
}
