import { afterEach, beforeEach, expect, test } from 'vitest'
import { openData } from '../../collector/data-folder.ts'
import { dataFolder, removeFolder, tributary } from '../server.ts'

let data: string
const run = (...args: string[]) => tributary([...args, '--data', data])
beforeEach(async () => {
  data = dataFolder()
  await run('site', 'add', 'example.com')
})
afterEach(() => removeFolder(data))

const line = (id: string) =>
  JSON.stringify({ id, name: 'pageview', at: Date.UTC(2026, 3, 1), url: 'https://example.com/' })

test('a removal of a site that was killed is finished when it is asked for again', async () => {
  await tributary(['import', 'example.com', '-', '--data', data], { input: line('event-0001') })
  // As a kill leaves it: the settings go first.
  const left = openData(data)
  left.db.exec('delete from site')
  await left.close()
  const again = await run('site', 'rm', 'example.com')
  expect(again).toMatchObject({ code: 0 })
  expect(again.stderr).toContain('finished')
  const after = openData(data)
  expect(after.db.prepare('select count(*) from event').pluck().get()).toBe(0)
  await after.close()
  expect((await run('site', 'rm', 'example.com')).code).toBe(1)
})

test('who says that the clock is right must know the day', async () => {
  const wrong = await run('site', 'tidy', '--today', '2020-01-01')
  expect(wrong.code).toBe(1)
  expect(wrong.stderr).toContain("this machine's clock says")
  expect((await run('site', 'tidy', '--today', 'soon')).code).toBe(1)
  const today = new Date().toISOString().slice(0, 10)
  const before = openData(data)
  before.db.exec(`update site set retention_days = 30;
    insert into link (id, site, slug, url, source, medium, campaign, created_at)
      select 'one', id, 'one', 'https://x.example/', 's', 'm', 'c', 0 from site;
    insert into link_click values ('one', 0, 1, 0)`)
  await before.close()
  expect((await run('site', 'tidy', '--today', today)).code).toBe(0)
  const after = openData(data)
  expect(after.db.prepare('select count(*) from link_click').pluck().get()).toBe(0)
  await after.close()
})
