import { expect, test } from 'vitest'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const LANDINGS = [
  { query: 'utm_source=google&utm_medium=cpc&utm_campaign=spring', visitors: 5 },
  { query: 'utm_source=weekly&utm_medium=email', visitors: 4 },
]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS) })

const entry = (name: string) => at.page.getByRole('listitem').filter({ hasText: name })
const click = (name: string) => at.page.getByRole('button', { name, exact: true }).click()

test('a goal can be changed, and a removed one brought back', async () => {
  await at.api('POST', '/goals', { name: 'Landed', page: '/landing' })
  await at.open('/settings/goals')
  await entry('Landed').getByRole('button', { name: 'Edit' }).click()
  const dialog = at.page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Arrived')
  await dialog.getByLabel('Counts').selectOption('Once per visit')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await entry('Arrived').waitFor()
  await entry('Arrived').getByRole('button', { name: 'Remove' }).click()
  await at.page.getByText('No goal yet').waitFor()
  await click('Undo')
  await entry('Arrived').waitFor()
  const { items } = await (await at.api('GET', '/goals')).json()
  expect(items).toMatchObject([{ name: 'Arrived', page: '/landing', count: 'visit' }])
})

test('a goal holds only under its conditions, which can be changed and taken away', async () => {
  await at.open('/settings/goals')
  await at.page.getByLabel('Name', { exact: true }).fill('Big order')
  await at.page.getByLabel('Name of the event').fill('Order')
  await click('Add condition')
  await at.page.getByLabel('Property', { exact: true }).fill('total')
  await at.page.getByLabel('Condition').selectOption('is greater than')
  await at.page.getByLabel('Values').fill('lots')
  await click('Add goal')
  await at.page.getByText('This is not a number.').waitFor()
  expect(at.failures.splice(0)).toHaveLength(1)
  await at.page.getByLabel('Values').fill('100')
  await click('Add goal')
  await entry('Big order').getByText('Order, total is greater than 100').waitFor()
  const stored = async () =>
    (await (await at.api('GET', '/goals')).json()).items.find(
      ({ name }: { name: string }) => name === 'Big order',
    )
  expect((await stored()).where).toEqual([['gt', 'prop:total', [100]]])
  await entry('Big order').getByRole('button', { name: 'Edit' }).click()
  const dialog = at.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Remove total' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await stored()).where).toBeUndefined()
})

test('a row of a goal shows only the people who reached it', async () => {
  await at.open('/goals')
  await at.page.getByRole('button', { name: 'Arrived' }).click()
  await at.page.waitForURL(/done\.goal=Arrived/)
  await at.page.getByRole('button', { name: 'Remove filter: Reached goal: Arrived' }).waitFor()
})

test('a segment is refined from the filters in force, and that can be undone', async () => {
  const filters = [['is', 'channel', ['Email']]]
  const { id } = await (await at.api('POST', '/segments', { name: 'Readers', filters })).json()
  await at.open(`/sources?segment=${id}&device.is_not=mobile`)
  await click('Segments')
  await at.page.getByRole('menuitem', { name: 'Update “Readers” to these filters' }).click()
  await at.page.waitForURL((url) => !url.search.includes('device'))
  const stored = async () => (await (await at.api('GET', `/segments/${id}`)).json()).filters
  expect(await stored()).toEqual([...filters, ['is_not', 'device', ['mobile']]])
  await click('Undo')
  await at.page.getByText('Back again').waitFor()
  expect(await stored()).toEqual(filters)
})

test('a segment is renamed and loses a filter in the settings, and opens into its filters', async () => {
  const filters = [
    ['is', 'channel', ['Email']],
    ['is', 'source', ['weekly']],
  ]
  const { id } = await (await at.api('POST', '/segments', { name: 'Old name', filters })).json()
  await at.open('/settings/segments')
  await entry('Old name').getByRole('button', { name: 'Edit' }).click()
  await at.page.getByLabel('Name', { exact: true }).fill('Weekly')
  await click('Remove filter: Channel is Email')
  await click('Save')
  await entry('Weekly').getByText('Source is weekly', { exact: true }).waitFor()
  await at.page.getByRole('dialog').waitFor({ state: 'detached' })
  await at.open(`?segment=${id}`)
  await at.page.getByRole('button', { name: 'Weekly' }).first().click()
  await at.page.waitForURL(/source=weekly/)
})

test('a note of a day is added from the chart, changed, removed and brought back', async () => {
  await at.open('?period=last7')
  const chart = at.page.getByRole('group', { name: 'Visitors over time' })
  await chart.focus()
  await at.page.keyboard.press('End')
  await at.page.keyboard.press('n')
  const dialog = at.page.getByRole('dialog', { name: /What happened/ })
  await dialog.getByLabel('Note').fill('Sale begins')
  await dialog.getByLabel('Colour').selectOption('Red')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  const notes = async () => (await (await at.api('GET', '/annotations')).json()).items
  const mark = at.page.locator('.chart-note')
  await mark.waitFor()
  const [shown, bad] = await mark.evaluate((element) => {
    const probe = element.appendChild(document.createElement('i'))
    probe.style.backgroundColor = 'var(--bad)'
    const colorOf = (of: Element, part?: string) => getComputedStyle(of, part).backgroundColor
    const both = [colorOf(element, '::before'), colorOf(probe)]
    probe.remove()
    return both
  })
  expect(shown).toBe(bad)
  await mark.click()
  await dialog.getByText('Sale begins').waitFor()
  await dialog.getByRole('button', { name: 'Edit' }).click()
  await dialog.getByLabel('Note').fill('Sale began')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await notes()).toMatchObject([{ text: 'Sale began', color: 'red' }])
  await at.page.keyboard.press('n')
  await dialog.getByRole('button', { name: 'Add another' }).click()
  await dialog.getByLabel('Note').fill('A week of it')
  const { day } = (await notes())[0]
  const ahead = new Date(Date.parse(day) + 6 * 86_400_000).toISOString().slice(0, 10)
  await dialog.getByLabel('Until (optional)').fill(ahead)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await notes()).toContainEqual(
    expect.objectContaining({ day, to: ahead, text: 'A week of it' }),
  )
})

test('a click on the chart shows that day, as do Enter and a drag for several', async () => {
  const chart = at.page.getByRole('group', { name: 'Visitors over time' })
  const plot = chart.locator('.u-over')
  /** Where it stands once all that stands above it is there. */
  const settled = async () => {
    await at.page.waitForURL('**/*period=last7')
    await at.page.waitForLoadState('networkidle')
    await at.page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"]'))
    const box = await plot.boundingBox()
    if (!box) throw new Error('there is no chart')
    return { left: box.x + 3, right: box.x + box.width - 3, middle: box.y + box.height / 2 }
  }
  await at.open('?period=last7')
  const today = new Date().toISOString().slice(0, 10)
  // Off the middle of the last day, where a hand would click.
  const first = await settled()
  await at.page.mouse.click(first.right, first.middle)
  await at.page.waitForURL(`**/*period=${today}..${today}`)
  await at.page.goBack()
  await settled()
  await chart.focus()
  await at.page.keyboard.press('End')
  await at.page.keyboard.press('Enter')
  await at.page.waitForURL(`**/*period=${today}..${today}`)
  await at.page.goBack()
  const { left, right, middle } = await settled()
  await at.page.mouse.move(left, middle)
  await at.page.mouse.down()
  await at.page.mouse.move(right, middle, { steps: 8 })
  await at.page.mouse.up()
  await at.page.waitForURL((url) => /^[\d-]+\.\.[\d-]+$/.test(url.searchParams.get('period') ?? ''))
})

test('a member is invited by a link, gets another role and goes after a question', async () => {
  await at.open('/settings/members')
  await at.page.getByLabel('Email').fill('ann@example.com')
  await click('Add member')
  await at.page.getByText(/\/sign-in\//).waitFor()
  await entry('ann@example.com').getByRole('button', { name: 'Edit' }).click()
  const dialog = at.page.getByRole('dialog')
  await dialog.getByLabel('Role').selectOption('Editor')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await entry('ann@example.com').getByText('Editor').waitFor()
  await entry('ann@example.com').getByRole('button', { name: 'Remove' }).click()
  await at.page
    .getByRole('dialog', { name: 'Remove “ann@example.com”?' })
    .getByRole('button', { name: 'Remove' })
    .click()
  await entry('ann@example.com').waitFor({ state: 'detached' })
})

test('a limit on age says what it deletes before it is saved', async () => {
  await at.open('/settings/general')
  await at.page.getByLabel('Delete events after (days)').fill('30')
  await at.page.getByText(/No visit is that old/).waitFor()
  await click('Save')
  await at.saved()
  const site = await (await at.api('GET', '')).json()
  expect(site.retention_days).toBe(30)
})

test('what a form gets wrong is said beside the field, in the reader’s words', async () => {
  await at.open('/settings/exclusions')
  const ips = at.page.getByLabel('Addresses not to count')
  await ips.fill('203.0.113.7\n\nnowhere')
  await click('Save')
  const said = at.page.getByText('“nowhere”: This is not an address or a range of them')
  await said.waitFor()
  expect(await ips.getAttribute('aria-invalid')).toBe('true')
  expect(await ips.getAttribute('aria-describedby')).toBe(await said.getAttribute('id'))
  await at.api('POST', '/goals', { name: 'Twice', event: 'Twice' })
  await at.open('/settings/goals')
  await at.page.getByLabel('Name', { exact: true }).fill('Twice')
  await at.page.getByLabel('Name of the event').fill('Other')
  await click('Add goal')
  await at.page.getByText('This is taken already. Choose another.').waitFor()
  expect(await at.page.getByRole('alert').count()).toBe(1)
  expect(at.failures.splice(0)).toHaveLength(2)
})

test('the snippet’s settings tell when a page asked for the script', async () => {
  await at.open('/settings/snippet')
  await at.page.getByText('No event in the last 30 minutes').waitFor()
  await fetch(`${at.server.url}/t/${SITE}.js`)
  await at.page.getByText('Script asked for now').waitFor()
})

test('a site is deleted once its name is typed', async () => {
  const other = await at.ofSites('POST', '', { domain: 'old.example' })
  expect(other.status).toBe(201)
  await at.page.goto(`${at.server.url}/sites/old.example/settings/danger`)
  const button = at.page.getByRole('button', { name: 'Delete site' })
  await at.page.getByLabel('Type old.example to confirm').fill('old.exampl')
  expect(await button.isDisabled()).toBe(true)
  await at.page.getByLabel('Type old.example to confirm').fill('old.example')
  await button.click()
  await at.page.waitForURL(`**/sites/${SITE}`)
  expect((await at.ofSites('GET', '/old.example')).status).toBe(404)
})
