import { computed } from '@preact/signals'
import type { Import, ImportPreview } from '../../collector/http/told-import.ts'
import type { FormatName } from '../../collector/moving/format.ts'
import { ask } from '../api.ts'
import { guest } from '../opened-as.ts'
import { address } from './address.ts'
import { type Dropped, DroppedFiles, mannerTexts } from './dropped-files.ts'
import { anyFileRefusal } from './file-refusal.ts'
import { refreshAll } from './resource.ts'
import { siteHere } from './sites.ts'
import { listAt } from './things.ts'

export type { FormatName, Import }

/** How a file is to be read, where somebody said so. */
export interface HistoryManner {
  format?: FormatName | ''
  website?: string
  mapping?: Record<string, string>
}

/** What a file would come to and, once it is brought in, what it came to. */
export type HistoryAnswer = ImportPreview & Partial<Import>
export type HistoryFile = Dropped<HistoryManner, HistoryAnswer>

/** The imports, the newest first. */
export const historyImports = listAt<Import>('imports', {
  may: () => !guest && address.value.path.endsWith('/settings/import'),
})

/** Whether one is being read, so that it is worth looking again. */
export const isImporting = computed(() =>
  (historyImports.data.value ?? []).some(({ state }) => state === 'running'),
)

const MOST_NAME = 200

/** The files that were given to the page. */
export const historyFiles = new DroppedFiles<HistoryManner, HistoryAnswer>({
  path: 'imports',
  refusal: anyFileRefusal,
  texts: ({ format, website, mapping }, name) => ({
    ...(format && { format }),
    ...(website && { website }),
    ...mannerTexts({ mapping }),
    name: name.slice(0, MOST_NAME),
  }),
  isLike: () => false,
  undo: async ({ id }) => {
    if (id !== undefined) await takeBackImport(id)
  },
  follow: followImports,
})

/** Stops it where it runs, and takes back what came with it. */
export async function takeBackImport(id: string): Promise<void> {
  await ask('DELETE', '/api/sites/:site/imports/:id', { param: { site: siteHere(), id } })
}

/** Stops it; what is stored by then stays. */
export async function stopImport(id: string): Promise<void> {
  await ask('POST', '/api/sites/:site/imports/:id/stop', { param: { site: siteHere(), id } })
}

/** Asks again for what pages show of history. */
export function followImports(): void {
  historyImports.ask()
  refreshAll()
}
