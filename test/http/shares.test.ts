import { describe, expect, test } from 'vitest'
import { HERE, useSharing } from './sharing.ts'

const FAR = '2099-01-01T00:00:00Z'

const { on, clock } = useSharing()

describe('a shared link', () => {
  test('opens without signing in, says what it shows and nothing more', async () => {
    const { key } = await on.share()
    const answer = await on.knock(key)
    expect(answer.headers.get('set-cookie')).toBeNull()
    const told = await answer.json()
    expect(told).toEqual({
      token: expect.stringMatching(/^share\./u),
      expires_at: new Date(clock.now + 12 * 3_600_000).toISOString(),
      site: {
        domain: 'example.com',
        name: 'example.com',
        timezone: 'UTC',
        currency: expect.any(String),
        week_start: 'monday',
      },
      segment: null,
      reports: [],
      goals: ['Signup'],
      main_goal: null,
      event_names: [],
      notes: [],
    })
    expect(await on.visits(told.token)).toBe(3)
  })

  test('names the goal that the site is about', async () => {
    const { items } = await (await on.app.ask(`${HERE}/goals`, { token: on.admin })).json()
    const main = (main_goal: string | null) =>
      on.app.ask(HERE, { token: on.admin, method: 'PUT', body: { main_goal } })
    await main(items[0].id)
    const { key } = await on.share()
    expect((await on.opened(key)).main_goal).toBe('Signup')
    await main(null)
  })

  test('can be copied again, and never shows its password', async () => {
    const { id, path } = await on.share({ password: 'open the gate' })
    const shown = await (await on.app.ask(`${HERE}/shares/${id}`, { token: on.admin })).text()
    expect(JSON.parse(shown)).toMatchObject({ path, password_set: true, segment: null })
    expect(shown).not.toContain('scrypt')
  })

  test('is made, seen and removed by owners only', async () => {
    const write = await on.app.token(['write'])
    expect((await on.app.ask(`${HERE}/shares`, { token: write })).status).toBe(403)
    const body = { name: 'Mine' }
    expect((await on.app.ask(`${HERE}/shares`, { token: write, body })).status).toBe(403)
  })

  test('ends at once when it is removed', async () => {
    const { id, key } = await on.share()
    const { token } = await on.opened(key)
    await on.remove(`shares/${id}`)
    expect(await on.visits(token)).toBe(401)
    expect((await on.knock(key)).status).toBe(404)
  })

  test('ends at its time, its open passes too', async () => {
    const expires_at = new Date(clock.now + 60_000).toISOString()
    const { id, key } = await on.share({ expires_at })
    const told = await on.opened(key)
    expect(told.expires_at).toBe(expires_at)
    clock.now += 60_000
    expect(await on.visits(told.token)).toBe(401)
    expect((await on.knock(key)).status).toBe(410)
    await on.change(id, { expires_at: FAR })
    expect(await on.visits((await on.opened(key)).token)).toBe(3)
  })

  test('is given no end that is over, and one that is over is changed otherwise', async () => {
    const past = { expires_at: new Date(clock.now).toISOString() }
    const refused = { status: 422, errors: [{ path: 'expires_at', message: 'lies in the past' }] }
    const body = { name: 'Over', ...past }
    const added = await on.app.ask(`${HERE}/shares`, { token: on.admin, body })
    expect(await added.json()).toMatchObject(refused)
    const expires_at = new Date(clock.now + 1).toISOString()
    const { id } = await on.share({ expires_at })
    expect(await (await on.change(id, past)).json()).toMatchObject(refused)
    clock.now += 60_000
    const renamed = { name: 'Still over', expires_at }
    expect(await (await on.change(id, renamed)).json()).toMatchObject(renamed)
    expect((await on.change(id, past)).status).toBe(422)
  })

  test('is not there for a wrong key', async () => {
    const { id } = await on.share()
    for (const key of ['', 'x', id]) expect((await on.knock(key)).status).toBe(404)
  })

  test('of a segment that is not there is refused, and keeps its segment from being removed', async () => {
    const unknown = { token: on.admin, body: { name: 'x', segment: 'gone' } }
    expect((await on.app.ask(`${HERE}/shares`, unknown)).status).toBe(422)
    const { id } = await on.added('segments', {
      name: 'Mail',
      filters: [['is', 'medium', ['email']]],
    })
    const link = await on.share({ segment: id })
    const refused = await on.remove(`segments/${id}`)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('For the board')
    await on.remove(`shares/${link.id}`)
    expect((await on.remove(`segments/${id}`)).status).toBe(204)
  })
})

describe('a password', () => {
  const password = 'open the gate'

  test('is asked for, and opens', async () => {
    const { key } = await on.share({ password })
    expect((await on.knock(key)).status).toBe(401)
    expect((await on.knock(key, { password: 'wrong' })).status).toBe(401)
    const { token } = await on.opened(key, { password })
    expect(await on.visits(token)).toBe(3)
    expect((await on.opened(key, { token })).site.domain).toBe('example.com')
  })

  test('of one link opens no other, nor does its pass', async () => {
    const one = await on.share({ password })
    const other = await on.share({ password: 'another gate' })
    const { token } = await on.opened(one.key, { password })
    expect((await on.knock(other.key, { password })).status).toBe(401)
    expect((await on.knock(other.key, { token })).status).toBe(401)
  })

  test('that changes ends what the old one opened', async () => {
    const { id, key } = await on.share({ password })
    const { token } = await on.opened(key, { password })
    expect((await on.change(id, { password: 'a newer gate' })).status).toBe(200)
    expect(await on.visits(token)).toBe(401)
    expect((await on.knock(key, { token })).status).toBe(401)
    expect((await on.knock(key, { password })).status).toBe(401)
    expect((await on.knock(key, { password: 'a newer gate' })).status).toBe(200)
  })

  test('is refused after too many wrong ones from there, and may be tried again later', async () => {
    const { key } = await on.share({ password })
    const wrong = () => on.knock(key, { password: 'wrong' })
    let answer = await wrong()
    for (let i = 0; i < 10 && answer.status === 401; i++) answer = await wrong()
    expect(answer.status).toBe(429)
    expect((await on.knock(key, { password })).status).toBe(429)
    // Whoever tries at one address shuts nobody out at another.
    expect((await on.knock(key, { password }, { peer: '198.51.100.7' })).status).toBe(200)
    clock.now += Number(answer.headers.get('retry-after')) * 1_000
    expect((await on.knock(key, { password })).status).toBe(200)
  })

  test('that is guessed first is refused', async () => {
    const body = { name: 'For the board', password: 'password1' }
    const refused = await on.app.ask(`${HERE}/shares`, { token: on.admin, body })
    expect(refused.status).toBe(422)
    expect((await refused.json()).errors).toMatchObject([{ path: 'password' }])
  })
})

test('the database alone opens no shared link, and its owner can still copy it', async () => {
  const { id, key, path } = await on.share()
  const row = await on.app.settings
    .selectFrom('share')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toContain(key)
  const listed = await on.app.ask(`${HERE}/shares/${id}`, { token: on.admin })
  expect(await listed.json()).toMatchObject({ path })
})
