import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { box, keepIn } from '../../collector/auth/box.ts'
import { addSite, SiteInput } from '../../collector/settings/sites.ts'
import { openSettings, type Settings } from '../../collector/settings/tables.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { freshDatabase } from '../fresh-database.ts'

export interface SendingSite {
  settings: Settings
  /** Number of example.com. */
  id: number
  /** A second process on the same file. */
  beside(): Settings
  close(): Promise<void>
}

/** A site on a real file, with the key to its secrets. */
export async function sendingSite(): Promise<SendingSite> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-sending-'))
  const path = join(folder, 'tributary.sqlite')
  const key = randomBytes(32)
  const open = (): Settings => {
    const settings = openSettings(openDatabase(path))
    keepIn(
      settings,
      box(() => key),
    )
    return settings
  }
  freshDatabase(path).close()
  const all = [open()]
  const [settings = open()] = all
  const { id } = await addSite(settings, SiteInput.parse({ domain: 'example.com' }), 0)
  return {
    settings,
    id: Number(id),
    beside() {
      const another = open()
      all.push(another)
      return another
    },
    async close() {
      for (const one of all) await one.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
