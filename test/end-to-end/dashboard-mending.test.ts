import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { choose } from './choose.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const LANDINGS = [
  { query: 'utm_source=facebook&utm_medium=paid_social&utm_campaign=spring', visitors: 30 },
  { query: 'utm_source=facebok&utm_medium=paid_social&utm_campaign=spring', visitors: 3 },
  { query: 'utm_source=partner&utm_medium=button-2&utm_campaign=x', visitors: 2 },
  { query: '', visitors: 4, referrer: 'https://pay.bank.example/done' },
]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS) })

const button = (name: string) => at.page.getByRole('button', { name, exact: true })
const row = (name: string) => at.page.getByRole('row', { name: new RegExp(name) })
const sheet = async (name: string) => (await at.api('GET', `/${name}`)).json()

test('a misspelt source becomes an alias, which can be undone', async () => {
  await at.open('/quality')
  await button('Add alias: facebok').click()
  const dialog = at.page.getByRole('dialog')
  expect(await dialog.getByLabel('Means').inputValue()).toBe('facebook')
  await dialog.getByText('3 visits of all time').waitFor()
  await dialog.getByText('Paid Other: 3').waitFor()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await at.page.getByText('Fixed, in all history').waitFor()
  expect((await sheet('aliases')).source).toEqual({ facebok: 'facebook' })
  await button('Undo').click()
  await at.page.getByText('Back again').waitFor()
  expect((await sheet('aliases')).source).toEqual({})
})

test('an unknown medium gets a rule, after a look at the visits it moves', async () => {
  await at.open('/quality')
  await button('Add rule: partner / button-2 / x').click()
  const dialog = at.page.getByRole('dialog')
  await choose(dialog.getByLabel('Channel'), 'Affiliates')
  await dialog.getByText('Unassigned → Affiliates: 2').waitFor()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await row('partner / button-2 / x').getByText('Fixed').waitFor()
  expect(await sheet('channels')).toEqual({
    rules: [
      {
        channel: 'Affiliates',
        when: [
          ['is', 'source', ['partner']],
          ['is', 'medium', ['button-2']],
        ],
      },
    ],
  })
})

test('a payment host that sends people back is excluded', async () => {
  await at.open('/quality')
  await button('Ignore referrer: pay.bank.example').click()
  const dialog = at.page.getByRole('dialog')
  await dialog.getByText('4 visits of all time').waitFor()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await at.page.getByText('Fixed, in all history').waitFor()
  expect((await sheet('exclusions')).referrers).toEqual(['pay.bank.example'])
})

test('a short link is saved, redirects, and is listed with its clicks', async () => {
  await at.open('/links')
  await at.page.getByLabel('Address').fill('shop.example/sale')
  await at.page.getByLabel('Source').fill('facebook')
  await at.page.getByLabel('Medium').fill('paid_social')
  expect(await button('Save short link').isDisabled()).toBe(true)
  await at.page.getByLabel('Campaign').fill('spring')
  await at.page.getByLabel('Short name').fill('spring')
  await button('Save short link').click()
  await at.page.getByText(`${at.server.url}/l/spring`).waitFor()
  const userAgent = await at.page.evaluate(() => navigator.userAgent)
  const headers = { 'user-agent': userAgent.replace('Headless', '') }
  const answer = await fetch(`${at.server.url}/l/spring`, { headers, redirect: 'manual' })
  expect(answer.headers.get('location')).toBe(
    'https://shop.example/sale?utm_source=facebook&utm_medium=paid_social&utm_campaign=spring&tl=spring',
  )
  await at.open('/links/saved')
  await row('/l/spring').getByRole('link', { name: '0' }).waitFor()
  expect(
    await row('/l/spring')
      .getByTitle(/Requests of browsers/)
      .textContent(),
  ).toBe('1')
})

test('a taken short name is refused in words', async () => {
  await at.open('/links')
  await at.page.getByLabel('Address').fill('shop.example/sale')
  await at.page.getByLabel('Source').fill('facebook')
  await at.page.getByLabel('Medium').fill('paid_social')
  await at.page.getByLabel('Campaign').fill('spring')
  await at.page.getByLabel('Short name').fill('spring')
  await button('Save short link').click()
  await at.page.getByText('This is taken already. Choose another.').waitFor()
  const field = at.page.getByLabel('Short name')
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  expect(at.failures.splice(0).join()).toContain('409')
})

test('a slip of a known source is pointed out, and mended by a click', async () => {
  await at.open('/links')
  await at.page.getByLabel('Source').fill('faceboook')
  await button('Fix: facebook').click()
  expect(await at.page.getByLabel('Source').inputValue()).toBe('facebook')
})

test('a field of the builder offers the names in use, and marks a new one', async () => {
  await at.open('/links')
  await at.page.getByLabel('Source').fill('face')
  await at.page.getByRole('option', { name: 'facebook', exact: true }).click()
  expect(await at.page.getByLabel('Source').inputValue()).toBe('facebook')
  await at.page.getByLabel('Campaign').fill('autumn-gala')
  await at.page.getByText('A new name: no visit of the last 90 days has it.').waitFor()
})

test('pasted addresses come out as a table, and the code as a picture', async () => {
  await at.open('/links')
  await at.page.getByLabel('Address').fill('shop.example/sale')
  await at.page.getByLabel('Source').fill('weekly')
  await at.page.getByLabel('Medium').fill('email')
  const [svg] = await Promise.all([at.page.waitForEvent('download'), button('SVG').click()])
  expect(readFileSync((await svg.path()) ?? '', 'utf8')).toMatch(/^<svg xmlns/u)
  const [png] = await Promise.all([at.page.waitForEvent('download'), button('PNG').click()])
  expect(
    readFileSync((await png.path()) ?? '')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  await button('Many links').click()
  await at.page
    .getByLabel('Addresses, one a line')
    .fill('shop.example/a\nshop.example/b\tgoogle\tcpc\nnot an address')
  const [file] = await Promise.all([
    at.page.waitForEvent('download'),
    button('Download CSV').click(),
  ])
  const lines = readFileSync((await file.path()) ?? '', 'utf8').split('\r\n')
  expect(lines[0]).toBe(
    '\uFEFFurl,source,medium,campaign,content,term,slug,owner,note,link,channel',
  )
  expect(lines[2]).toContain('utm_source=google&utm_medium=cpc,Paid Search')
  expect(lines[3]).toBe('not an address,weekly,email,,,,,,,,')
})
