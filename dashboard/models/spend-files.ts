import type { SpendAnswer } from '../../collector/reports/spend-file.ts'
import type { Field } from '../../collector/spend/columns.ts'
import { type Dropped, DroppedFiles, mannerTexts } from './dropped-files.ts'
import { atRest, refreshAll } from './resource.ts'
import { loadSites } from './sites.ts'
import { imports, undoImport } from './spend.ts'

export type { SpendAnswer }

/** How a file is to be read, where somebody said so. */
export interface Manner {
  import?: string
  platform?: string
  date_order?: string
  currency?: string
  source?: string
  medium?: string
  mapping?: Partial<Record<Field, string>>
  skip_bad?: boolean
}

export type SpendFile = Dropped<Manner, SpendAnswer>

/** The files of spend that were given to the page. */
export const spendFiles = new DroppedFiles<Manner, SpendAnswer>({
  path: 'spend',
  knownAs,
  further: (name, manner, answer) =>
    isNameless(manner, answer) ? { import: nameOf(name) } : undefined,
  texts: ({ mapping, skip_bad, ...rest }) => ({
    ...rest,
    ...mannerTexts({ mapping, skip_bad }),
  }),
  isLike: (one, other) => one.import === other.import,
  undo: (answer) => undoImport(answer.import, answer.file),
  follow: followChange,
})

/** Tables of one's own are told apart by their files' names: a second one is not to take the first one's days. */
function isNameless(manner: Manner, { platform }: SpendAnswer): boolean {
  return platform === 'generic' && manner.import === undefined
}

/** A file whose columns somebody explained before is read as then; the imports may still be asked for. */
async function knownAs(file: string): Promise<Manner> {
  const name = nameOf(file)
  const isKnown = (await atRest(imports))?.some((one) => one.name === name)
  return isKnown ? { import: name } : {}
}

/** `influencers_2026-09 (1).csv` is of the import `influencers`: what changes from file to file does not count. */
export function nameOf(file: string): string {
  const name = file
    .replace(/\.[a-z]{2,4}$/iu, '')
    .replace(/[\d()[\]]+/gu, ' ')
    .replace(/[\s_.\-–,]+/gu, ' ')
    .trim()
  return name.slice(0, 120) || 'generic'
}

/** Asks again for what the page shows of spend. */
export function followChange(): void {
  imports.ask()
  // Whether the site has spend at all.
  void loadSites()
  refreshAll()
}
