import { join } from 'node:path'

/** The one file in which everything lies. */
export function databasePath(folder: string): string {
  return join(folder, 'tributary.sqlite')
}
