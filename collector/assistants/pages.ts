import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assetsFolder } from '../assets-folder.ts'

/** Pages of the documentation that an assistant may read, by the name in their address. */
export const PAGES = {
  glossary: 'What every word means: visitor, person, visit, conversion, credit, lift, …',
  metrics: 'Which figure of growth, marketing and customer teams is told by which report',
  'data-model': 'How metrics and dimensions are defined, to the last case',
  statistics: 'How experiments are judged, and what a verdict means',
  sql: 'The tables and columns that `query` may ask, with examples',
} as const

export type PageName = keyof typeof PAGES

/** The page as Markdown, from beside the built program. */
export function pageText(name: PageName): string {
  return readFileSync(join(assetsFolder(), 'docs', `${name}.md`), 'utf8')
}
