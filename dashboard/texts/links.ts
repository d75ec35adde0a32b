import { links } from './en/links.ts'
import { wordsOf } from './texts.ts'

/** Words of campaign links. */
export const linkWords = wordsOf(links, async () => (await import('./zh/links.ts')).links)
