import './page.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES, SCOPES } from '../../collector/auth/scopes.ts'
import { followAddress } from '../../dashboard/models/address.ts'
import * as permissions from '../../dashboard/models/permissions.ts'
import { closedTo, maySee, sectionNamed, sectionsInReach } from '../../dashboard/models/sections.ts'
import { roles, session } from '../../dashboard/models/session.ts'
import {
  lastSite,
  mayAddSites,
  mayChange,
  ownsSite,
  rememberSite,
} from '../../dashboard/models/sites.ts'
import { names } from '../../dashboard/texts/en/names.ts'
import { commands, matching } from '../../dashboard/views/palette/commands.ts'
import type { App } from '../http/server.ts'
import { open, shown } from './page.ts'
import { become, startRouter } from './router.ts'

let app: App
beforeAll(async () => {
  app = await startRouter('example.com', 'other.example')
  followAddress()
  open('/sites/example.com')
})
afterAll(() => app.close())

test('roles and scopes are the server’s', () => {
  expect(permissions.ROLES).toEqual(ROLES)
  expect(permissions.SCOPES).toEqual(SCOPES)
})

test.each([
  ['owner', { owns: true, changes: true, adds: true }],
  ['editor', { owns: false, changes: true, adds: true }],
  ['viewer', { owns: false, changes: false, adds: false }],
  [null, { owns: false, changes: false, adds: false }],
] as const)('a %s of all sites may %j', (role, rights) => {
  become(role)
  expect({ owns: ownsSite.value, changes: mayChange.value, adds: mayAddSites.value }).toEqual(
    rights,
  )
})

test('a role on one site counts there, beside the one on all', () => {
  become('viewer')
  roles.value = new Map([['example.com', 'owner']])
  expect([ownsSite.value, mayChange.value, mayAddSites.value]).toEqual([true, true, false])
  open('/sites/other.example')
  expect([ownsSite.value, mayChange.value]).toEqual([false, false])
  become('owner')
  roles.value = new Map([['other.example', 'viewer']])
  expect(ownsSite.value).toBe(true)
  open('/sites/example.com')
})

test('nobody who is not signed in may anything', () => {
  session.value = null
  expect([ownsSite.value, mayChange.value, mayAddSites.value]).toEqual([false, false, false])
})

test('an owner sees all sections of the settings, others not what only owners may know', () => {
  become('owner')
  const all = sectionsInReach()
  expect(all).toEqual(Object.keys(names.sections))
  become('editor')
  const hidden = all.filter((name) => !maySee(name))
  expect(hidden).toEqual(['shares', 'digests', 'tokens', 'developers', 'history', 'danger'])
  expect(sectionsInReach()).toEqual(all.filter((name) => !hidden.includes(name)))
  become('viewer')
  expect(maySee('notifications')).toBe(false)
})

test.each([
  ['owner', 'goals', undefined],
  ['owner', 'danger', undefined],
  ['editor', 'goals', undefined],
  ['editor', 'members', 'owners'],
  ['viewer', 'goals', 'editors'],
  ['viewer', 'snippet', undefined],
  ['viewer', 'members', 'owners'],
] as const)('to a %s the section %s is closed in favour of %s', (role, section, whose) => {
  become(role)
  expect(closedTo(section)).toBe(whose)
})

test('an unknown section is the first', () => {
  expect([sectionNamed('goals'), sectionNamed('Goals'), sectionNamed(undefined)]).toEqual([
    'goals',
    'general',
    'general',
  ])
})

test('the site looked at last is known, while it is there', () => {
  expect(lastSite()).toBeUndefined()
  rememberSite('other.example')
  expect(lastSite()?.domain).toBe('other.example')
  rememberSite('gone.example')
  expect(lastSite()).toBeUndefined()
})

test('the palette finds by all words in any order, also by the kind of thing', () => {
  become('owner')
  const found = (typed: string) => matching(commands(), typed).map(({ name }) => name)
  expect(found('quality data')).toContain('Data quality')
  expect(found('GOALS settings')).toEqual(['Goals'])
  expect(found('periods 7')).toEqual(['Last 7 days'])
  expect(found('other.ex')).toEqual(['other.example'])
  expect(found('nothing of the kind')).toEqual([])
  expect(found('  ')).toHaveLength(commands().length)
})

test('the palette offers no settings that are closed to who looks', () => {
  become('viewer')
  expect(matching(commands(), 'danger')).toEqual([])
  become('owner')
  expect(matching(commands(), 'danger')).toHaveLength(1)
})

test('what is chosen there is gone to, with the time and filters in view', () => {
  open('/sites/example.com?period=7d&country=DE')
  const run = (typed: string) => matching(commands(), typed)[0]?.run(false)
  run('pages sources')
  expect(shown()).toBe('/sites/example.com/sources?period=7d&country=DE')
  run('periods today')
  expect(shown()).toBe('/sites/example.com/sources?period=today&country=DE')
  run('other.example')
  expect(shown()).toBe('/sites/other.example')
})
