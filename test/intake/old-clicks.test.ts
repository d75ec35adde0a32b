import { expect, test } from 'vitest'
import { openData } from '../../collector/data-folder.ts'
import { databasePath } from '../../collector/database-path.ts'
import { startIntake } from '../../collector/intake/thread.ts'
import { addSite, SiteInput } from '../../collector/settings/sites.ts'
import { dataFolder, removeFolder } from '../server.ts'

const fail = (cause: unknown) => {
  throw new Error(String(cause))
}

/** What a server says and leaves that begins with a click of 1970, at a site that keeps 30 days. */
async function begin(tidiedAt: number | null): Promise<{ said: string[]; left: () => unknown }> {
  const folder = dataFolder()
  const data = openData(folder)
  await addSite(data.settings, SiteInput.parse({ domain: 'example.com', retention_days: 30 }), 0)
  data.db.exec(`insert into link (id, site, slug, url, source, medium, campaign, created_at)
      select 'one', id, 'one', 'https://x.example/', 's', 'm', 'c', 0 from site;
    insert into link_click values ('one', 0, 1, 0)`)
  data.db.prepare('update writer set tidied_at = ?').run(tidiedAt)
  const said: string[] = []
  const watch = { died: fail, trouble: (message: string) => said.push(message), fault: fail }
  const intake = await startIntake({ database: databasePath(folder), geo_db: null }, watch)
  cleanup.push(async () => {
    await intake.close()
    await data.close()
    removeFolder(folder)
  })
  return { said, left: () => data.db.prepare('select count(*) from link_click').pluck().get() }
}

const cleanup: (() => Promise<void>)[] = []

test('a server forgets clicks that are older than their site keeps, unless its clock leapt', async () => {
  const usual = await begin(null)
  await expect.poll(usual.left).toBe(0)
  const leapt = await begin(Date.now() - 3_652 * 86_400_000)
  await expect.poll(() => leapt.said).toHaveLength(1)
  expect(leapt.said[0]).toContain('tributary site tidy')
  expect(leapt.left()).toBe(1)
  for (const close of cleanup) await close()
})
