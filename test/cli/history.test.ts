import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '../../collector/auth/audit.ts'
import { addMember } from '../../collector/auth/members.ts'
import { openData } from '../../collector/data-folder.ts'
import { siteByDomain } from '../../collector/settings/sites.ts'
import { addSite, dataFolder, removeFolder, tributary } from '../server.ts'

const data = dataFolder()
const DOMAIN = 'example.com'
afterAll(() => removeFolder(data))
beforeAll(() => addSite(data, DOMAIN))

async function run(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await tributary([...args, '--data', data])
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

/** What stands in the site's history since the last time, as an owner of it sees it, or of all sites. */
let seen = 0
async function since(everywhere: boolean) {
  const { settings, close } = openData(data)
  try {
    const site = Number((await siteByDomain(settings, DOMAIN)).id)
    const { items } = await listAudit(settings, { site, everywhere }, { limit: 100 })
    const fresh = items.slice(0, items.length - seen).reverse()
    seen = items.length
    return fresh
  } finally {
    await close()
  }
}
const who = 'command'
const at = expect.any(String)

test('a site and a note that a command adds stand there as the API writes them', async () => {
  await run('note', DOMAIN, 'Launch', '--day', '2026-02-03')
  expect(await since(false)).toEqual([
    { at, who, what: 'added', thing: 'site', after: expect.objectContaining({ domain: DOMAIN }) },
    {
      at,
      who,
      what: 'added',
      thing: 'annotation',
      after: {
        ...{ id: expect.any(String), day: '2026-02-03', to: null, text: 'Launch' },
        ...{ color: null, experiment: null },
      },
    },
  ])
})

test('so does a person who is erased, but not who it was', async () => {
  const event = { id: 'event-0001', name: 'pageview', at: Date.UTC(2026, 3, 1), user: 'secret-ann' }
  const input = JSON.stringify({ ...event, url: `https://${DOMAIN}/` })
  await tributary(['import', DOMAIN, '-', '--data', data], { input })
  await run('erase', DOMAIN, '--user', 'secret-ann')
  const fresh = await since(false)
  expect(fresh).toMatchObject([{ who, what: 'removed', thing: 'person', before: { events: 1 } }])
  expect(JSON.stringify(fresh)).not.toContain('secret-ann')
})

test('and a token that is made and removed, without its secret', async () => {
  const secret = await run('token', 'create', '--scope', 'read', '--site', DOMAIN, '--name', 'CI')
  const [{ id }] = JSON.parse(await run('token', 'list', '--json'))
  await run('token', 'rm', id)
  const token = expect.objectContaining({ id, name: 'CI', site: DOMAIN })
  const fresh = await since(false)
  expect(fresh).toEqual([
    { at, who, what: 'added', thing: 'token', after: token },
    { at, who, what: 'removed', thing: 'token', before: token },
  ])
  expect(JSON.stringify(fresh)).not.toContain(secret.trim())
})

test('a person who is removed is missed at every site where they were a member', async () => {
  const { settings, close } = openData(data)
  const site = Number((await siteByDomain(settings, DOMAIN)).id)
  await addMember(settings, site, { email: 'ann@example.com', role: 'editor' }, Date.now())
  await close()
  await run('user', 'rm', 'ann@example.com')
  const before = { email: 'ann@example.com', role: 'editor', all_sites: false, accepted: false }
  expect(await since(false)).toMatchObject([{ who, what: 'removed', thing: 'member', before }])
})

test('what is there for all sites stands where whoever may see all of them looks', async () => {
  await run('user', 'add', 'boss@example.com', '--role', 'owner')
  await run('user', 'rm', 'boss@example.com')
  await run('token', 'create', '--scope', 'admin', '--name', 'Everything')
  expect(await since(false)).toEqual([])
  const boss = { email: 'boss@example.com', role: 'owner', all_sites: true }
  expect(await since(true)).toMatchObject([
    { who, what: 'added', thing: 'member', after: boss },
    { who, what: 'removed', thing: 'member', before: boss },
    { who, what: 'added', thing: 'token', after: { name: 'Everything', site: null } },
  ])
})
