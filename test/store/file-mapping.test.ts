import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { up as spend } from '../../collector/store/sqlite/migrations/0025-spend.ts'
import { up } from '../../collector/store/sqlite/migrations/0030-file-mapping.ts'

test('what was said of an import’s columns goes to its newest file that stands', () => {
  const db = new Database(':memory:')
  db.exec(`create table site (id integer primary key);
    create table setting_version (version integer); ${spend}
    insert into site values (1);
    insert into spend_file values (1, 1, 'own', 'generic', 0), (2, 1, 'own', 'generic', 0),
      (3, 1, 'own', 'generic', 0), (4, 1, 'plain', 'google', 0);
    insert into spend_day values (1, 'own', '2026-01-01', 1), (1, 'own', '2026-01-01', 2),
      (1, 'plain', '2026-01-01', 4);
    insert into spend_mapping values (1, 'own', '{"date":"Wann"}');
    ${up}`)
  // The third was broken off.
  expect(db.prepare('select id, mapping from spend_file').raw().all()).toEqual([
    [1, null],
    [2, '{"date":"Wann"}'],
    [3, null],
    [4, null],
  ])
  db.close()
})
