import { afterEach, beforeEach, expect, test } from 'vitest'
import { rolesOf } from '../../collector/auth/members.ts'
import { hashSecret } from '../../collector/auth/secret.ts'
import { listSessions, sessionOf } from '../../collector/auth/sessions.ts'
import { linkBySecret } from '../../collector/auth/sign-in-links.ts'
import { openData } from '../../collector/data-folder.ts'
import { databasePath } from '../../collector/database-path.ts'
import * as settings from '../../collector/store/sqlite/migrations/0001-settings.ts'
import * as secondFactor from '../../collector/store/sqlite/migrations/0004-second-factor.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { dataFolder, removeFolder } from '../server.ts'

let folder: string
beforeEach(() => {
  folder = dataFolder()
})
afterEach(() => removeFolder(folder))

/** People as the first version kept them: an owner not yet in, a member, and somebody invited by a site's owner. */
const PEOPLE = `
insert into site (domain, name, timezone, currency, visit_timeout_minutes, split_on_campaign, week_start, identity, hostnames, script, created_at)
values ('example.com', 'x', 'UTC', 'USD', 30, 1, 'monday', 'cookieless', '[]', '{}', 1);
insert into user (id, email, password, role, created_at)
values ('owner', null, null, 'owner', 1), ('ann', 'ann@example.com', 'scrypt$1$a$b', null, 1), ('bob', 'bob@example.com', null, null, 1);
insert into member values ('ann', 1, 'editor', 1), ('bob', 1, 'viewer', 1);
insert into session values ('${hashSecret('session')}', 'ann', 1000, 2592001000);
insert into sign_in_link values ('${hashSecret('first')}', 'owner', 1000, null), ('${hashSecret('invited')}', 'bob', 1000, 604801000);
`

function asBefore(): void {
  const db = openDatabase(databasePath(folder))
  db.exec('create table migration (name text primary key, applied_at integer not null) strict')
  for (const { name, up } of [settings, secondFactor]) {
    db.exec(up)
    db.prepare('insert into migration values (?, 1)').run(name)
  }
  db.exec(PEOPLE)
  db.close()
}

test('people of an earlier version keep their roles and sessions, and the first owner gets in', async () => {
  asBefore()
  const data = openData(folder)
  const at = 2_000
  expect([...(await rolesOf(data.settings, 'ann'))]).toEqual([[1, 'editor']])
  expect((await sessionOf(data.settings, 'session', at))?.user.email).toBe('ann@example.com')
  const listed = await listSessions(data.settings, 'ann', '', at)
  expect(listed).toMatchObject([{ browser: null, ends_at: '1970-04-01T00:00:01.000Z' }])
  expect(await linkBySecret(data.settings, 'first', at)).toMatchObject({ signs_in: true })
  expect(await linkBySecret(data.settings, 'first', 1_000 + 7 * 86_400_000)).toBeUndefined()
  // Nobody knows for which site it was made, so its owner hands out another.
  expect(await linkBySecret(data.settings, 'invited', at)).toBeUndefined()
  await data.close()
})
