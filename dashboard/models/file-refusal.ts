import { fileKind, TELLING } from '../../collector/file-kind.ts'
import type { files } from '../texts/en/files.ts'

/** Why a file is not sent at all. */
export type FileRefusal = keyof (typeof files)['unsent']

/** As many bytes as the API takes of a file. */
const MOST_BYTES = 64 * 1_048_576

/** The same of a file that may be anything: the API looks into it. */
export async function anyFileRefusal(file: File): Promise<FileRefusal | undefined> {
  try {
    await file.slice(0, 1).arrayBuffer()
  } catch {
    return 'unreadable'
  }
  return file.size === 0 ? 'empty' : undefined
}

/** What keeps a file from being sent, by its size and first bytes; undefined where it may be a table. */
export async function fileRefusal(file: File): Promise<FileRefusal | undefined> {
  try {
    const kind = fileKind(new Uint8Array(await file.slice(0, TELLING).arrayBuffer()))
    if (kind) return kind
  } catch {
    return 'unreadable' // a folder, or a file that went away: the page says so
  }
  if (file.size === 0) return 'empty'
  return file.size > MOST_BYTES ? 'large' : undefined
}
