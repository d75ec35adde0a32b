import { files } from './en/files.ts'
import { wordsOf } from './texts.ts'

/** Words of files that are given to a page. */
export const fileWords = wordsOf(files, async () => (await import('./zh/files.ts')).files)
