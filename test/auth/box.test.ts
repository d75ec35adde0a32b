import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { box, boxOf, isSealed } from '../../collector/auth/box.ts'
import { keyOf, keyPath } from '../../collector/auth/key-file.ts'
import { lostSecrets } from '../../collector/auth/seal-secrets.ts'
import { addShare, listShares, ShareInput } from '../../collector/auth/shares.ts'
import { type OpenData, openData } from '../../collector/data-folder.ts'
import { databasePath } from '../../collector/database-path.ts'
import { addSite, SiteInput } from '../../collector/settings/sites.ts'
import { dataFolder, removeFolder } from '../server.ts'

let folder: string
beforeEach(() => {
  folder = dataFolder()
})
afterEach(() => removeFolder(folder))

describe('what is sealed', () => {
  const key = randomBytes(32)
  const mine = box(() => key)

  test('opens with its key at its place, and nowhere else', () => {
    const sealed = mine.seal('secret', 'share:a')
    expect(isSealed(sealed)).toBe(true)
    expect(sealed).not.toContain('secret')
    expect(mine.open(sealed, 'share:a')).toBe('secret')
    expect(mine.open(sealed, 'share:b')).toBeUndefined()
    expect(box(() => randomBytes(32)).open(sealed, 'share:a')).toBeUndefined()
  })

  test('is never the same twice, and nothing else opens', () => {
    const [one = '', other] = [mine.seal('x', 'a'), mine.seal('x', 'a')]
    expect(one).not.toBe(other)
    const short = `${one.slice(0, -2)}`
    for (const text of ['', 'sealed', 'sealed$$$', 'x', short, one.replace('$', '$A')]) {
      expect(mine.open(text, 'a')).toBeUndefined()
    }
  })
})

describe('the key of a folder', () => {
  test('is made once, for its owner alone', () => {
    const key = keyOf(folder)
    expect(keyOf(folder)).toEqual(key)
    expect(statSync(keyPath(folder)).mode & 0o777).toBe(0o600)
  })

  test('is not made anew over one that is damaged', () => {
    writeFileSync(keyPath(folder), 'half a ke')
    expect(() => keyOf(folder)).toThrow(/damaged/u)
    expect(readFileSync(keyPath(folder), 'utf8')).toBe('half a ke')
  })
})

describe('a database', () => {
  let data: OpenData
  const shared = async () => {
    const { id } = await addSite(data.settings, SiteInput.parse({ domain: 'example.com' }), 0)
    return await addShare(data.settings, Number(id), ShareInput.parse({ name: 'Board' }), 0)
  }
  const inFile = () => readFileSync(databasePath(folder)).toString('latin1')

  test('from before is sealed at its first opening, and its file holds the secrets no more', async () => {
    data = openData(folder)
    const { id, path } = await shared()
    const key = path?.split('/').at(-1) ?? ''
    await data.settings.updateTable('share').set({ key }).where('id', '=', id).execute()
    const totp = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    await data.settings
      .insertInto('user')
      .values({ id: 'ann', email: null, password: null, role: null, totp, created_at: 0 })
      .execute()
    await data.close()
    expect(inFile()).toContain(key)

    data = openData(folder)
    expect(inFile()).not.toContain(key)
    expect(inFile()).not.toContain(totp)
    expect(await listShares(data.settings, 1)).toMatchObject([{ path }])
    expect(lostSecrets(data.db, boxOf(data.settings))).toBe(0)
    await data.close()
  })

  test('that came without its key opens, says what is lost, and finds it when the key is back', async () => {
    data = openData(folder)
    const { path } = await shared()
    await data.close()
    const key = readFileSync(keyPath(folder))
    rmSync(keyPath(folder))

    data = openData(folder)
    expect(await listShares(data.settings, 1)).toMatchObject([{ name: 'Board', path: null }])
    expect(lostSecrets(data.db, boxOf(data.settings))).toBe(1)
    await data.close()
    writeFileSync(join(folder, 'tributary.key'), key)

    data = openData(folder)
    expect(await listShares(data.settings, 1)).toMatchObject([{ path }])
    await data.close()
  })
})
