import { imports } from './en/imports.ts'
import { wordsOf } from './texts.ts'

/** Words of other tools' history. */
export const importWords = wordsOf(imports, async () => (await import('./zh/imports.ts')).imports)
