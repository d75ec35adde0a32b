import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HoldoutAnswer } from '../../collector/reports/holdout/answer.ts'
import { runReport } from '../../collector/reports/run/run.ts'
import { changeSite, type SiteChange, siteByDomain } from '../../collector/settings/sites.ts'
import type { Histories, History } from '../../collector/store/port.ts'
import { bucket } from '../../experiments/assignment/hash.ts'
import { buy, day } from './experiment/tested.ts'
import { DOMAIN, type Line, type ReportedSite, reportedSite } from './site.ts'

const SHARE = 0.3
/** Visitors of both groups, as the hash has them. */
const NAMES = Array.from({ length: 400 }, (_, i) => `visitor-${i}`)
const HELD_OUT = NAMES.filter((id) => bucket('__holdout', id) < SHARE)
const OTHERS = NAMES.filter((id) => bucket('__holdout', id) >= SHARE)
const [out = '', out2 = ''] = HELD_OUT
const [into = '', into2 = ''] = OTHERS

const saw = (visitor: string, at: string): Line => ({ visitor, at, path: '/' })

let site: ReportedSite
beforeEach(async () => {
  site = await reportedSite({}, '2026-11-20T12:00:00Z')
  await site.goal({ name: 'Buy', event: 'Buy', value: 'revenue', count: 'every' })
})
afterEach(() => site.close())

async function change(to: SiteChange, at: string): Promise<void> {
  const before = await siteByDomain(site.settings, DOMAIN)
  await changeSite(site.settings, before, to, Date.parse(`${at}Z`))
}

const ask = async (request = {}) => (await site.run('holdout', request)) as HoldoutAnswer
const rowsOf = ({ compared }: HoldoutAnswer) => compared?.metric.variants

describe('who is compared', () => {
  beforeEach(() => change({ holdout: SHARE }, day(2, '00:00:00')))

  test('is everybody seen with an id, by the hash of it, from the first pageview on', async () => {
    site.take([
      ...[saw(out, day(3)), buy(out, day(4))],
      ...[saw(into, day(3)), buy(into, day(4)), saw(into, day(12)), buy(into, day(12))],
      ...[saw(into2, day(3)), buy(into2, day(11))],
    ])
    expect(rowsOf(await ask())).toMatchObject([
      { key: 'held_out', n: 1, sum: 1 },
      { key: 'others', n: 2, sum: 1 },
    ])
  })

  test('is nobody from before the share was set, and nobody whose window has not passed', async () => {
    site.take([saw(out, day(1)), saw(out2, day(16)), saw(into, day(1)), saw(into, day(3))])
    expect(rowsOf(await ask())).toMatchObject([
      { n: 0, immature: 1 },
      { n: 1, immature: 0 },
    ])
  })

  test('is one person in the group of the browser seen first, and counted where another is in the other', async () => {
    const known = (line: Line): Line => ({ ...line, user: 'u1' })
    site.take([known(saw(into, day(3))), known(saw(out, day(4)))])
    const { compared } = await ask()
    expect(compared?.metric.variants).toMatchObject([{ n: 0 }, { n: 1 }])
    // Who has two browsers is in both groups by chance, so that is told and nothing is blamed for it.
    expect(compared?.health).toEqual({ srm: null, units: 1, crossovers: 1 })
    expect(compared?.verdict).toMatchObject({ word: 'unclear', trouble: null })
  })

  test('is, where two browsers came at once, in the group of the one whose id comes first', async () => {
    const known = (line: Line): Line => ({ ...line, user: 'u1' })
    const first = [into, out].toSorted()[0] === into ? 'others' : 'held_out'
    site.take([known(saw(out, day(3))), known(saw(into, day(3)))])
    const counts = rowsOf(await ask())?.map(({ key, n }) => [key, n])
    expect(counts?.find(([, n]) => n === 1)?.[0]).toBe(first)
  })

  test('costs no more for pages that were seen again', async () => {
    const pages = Array.from({ length: 50 }, (_, i) => saw(into, day(3, `10:00:${10 + (i % 50)}`)))
    site.take([...pages, buy(into, day(4))])
    let moments = 0
    async function* counted(histories: AsyncIterable<History>) {
      for await (const history of histories) {
        moments += history.moments.length
        yield history
      }
    }
    const { reader, settings } = site
    const counting = { ...reader, histories: (of: Histories) => counted(reader.histories(of)) }
    const context = { reader: counting, settings, now: Date.parse('2026-11-20T12:00:00Z') }
    await runReport(context, { name: 'holdout', site: DOMAIN, request: {} })
    expect(moments).toBe(1)
  })

  test('is counted anew where the share is another', async () => {
    site.take([saw(out, day(3))])
    await change({ holdout: 0.1 }, day(9))
    const { since, compared } = await ask()
    expect([since, compared?.from]).toEqual([
      '2026-11-09T10:00:00.000Z',
      '2026-11-09T10:00:00.000Z',
    ])
    expect(compared?.health.units).toBe(0)
    await change({ holdout: 0 }, day(10))
    expect(await ask()).toMatchObject({ since: null, reason: 'nobody held out', compared: null })
  })

  test('is no cookieless visitor, who is another tomorrow', async () => {
    await change({ identity: 'cookieless' }, day(5))
    expect(await ask()).toMatchObject({ holdout: SHARE, reason: 'cookieless', compared: null })
  })
})

describe('what experiments bring', () => {
  beforeEach(() => change({ holdout: SHARE }, day(2, '00:00:00')))

  /** So many of a group saw a page on these days, and bought. */
  const buyers = (names: readonly string[], bought: (place: number) => boolean) =>
    names.flatMap((name, i) => {
      const at = day(3 + (i % 8))
      return [saw(name, at), ...(bought(i) ? [buy(name, at.replace('10:', '11:'), 20)] : [])]
    })

  test('is said once it is beyond chance, with both figures', async () => {
    site.take([...buyers(HELD_OUT, (i) => i % 10 === 0), ...buyers(OTHERS, (i) => i % 2 === 0)])
    const { compared } = await ask()
    expect(compared?.verdict).toMatchObject({ word: 'better', trouble: null })
    expect(compared?.verdict.sentence).toMatch(
      /^Experiments bring more\. Buy: 50 % instead of 11 %/,
    )
    expect(compared?.health.srm?.flag).toBe(false)
  })

  test('is money, too, and uncertain where both bring the same', async () => {
    site.take([...buyers(HELD_OUT, (i) => i % 2 === 0), ...buyers(OTHERS, (i) => i % 2 === 0)])
    const metric = { goal: 'Buy', kind: 'revenue', window: '1d' }
    const { compared } = await ask({ metric })
    expect(compared?.metric.variants[1]?.mean).toBeCloseTo(10, 0)
    expect(compared?.verdict.word).toBe('unclear')
  })

  test('leaves out money without a rate, and says so', async () => {
    const foreign = { ...buy(into, day(4)), revenue: { amount: 7, currency: 'USD' } }
    site.take([saw(into, day(3)), foreign, buy(into, day(4), 5), saw(out, day(3))])
    const metric = { goal: 'Buy', kind: 'revenue', window: '7d' }
    const { meta, compared } = await ask({ metric })
    expect(compared?.metric.variants[1]).toMatchObject({ n: 1, sum: 5 })
    expect(meta).toMatchObject({
      ...{ from: '2026-11-02', to: '2026-11-20' },
      unconverted: [{ currency: 'USD', amount: 7, events: 1 }],
    })
  })

  test('is not told where the groups are not what the share promises', async () => {
    site.take(buyers([...HELD_OUT.slice(0, 60), ...OTHERS.slice(0, 20)], (i) => i % 2 === 0))
    const { verdict } = (await ask()).compared ?? {}
    expect(verdict).toMatchObject({
      ...{ word: 'check the data', trouble: 'split' },
      sentence: 'Check the data: the two groups are not what the share promises.',
    })
  })

  test('is not told where nobody was seen', async () => {
    expect((await ask()).compared?.verdict).toMatchObject({
      ...{ word: 'check the data', trouble: 'no exposures' },
      sentence: 'Check the data: nobody with an id has been seen yet.',
    })
  })

  test('is not told where what was certain once has turned round', async () => {
    // All of one group, and every tenth of the other.
    const bought = (names: readonly string[], group: readonly string[], at: string) =>
      names.flatMap((name, i) => {
        const buys = group.includes(name) || i % 10 === 0
        return [saw(name, at), ...(buys ? [buy(name, at)] : [])]
      })
    site.take([
      ...bought(NAMES.slice(0, 150), OTHERS, day(3)),
      ...bought(NAMES.slice(150), HELD_OUT, day(12)),
    ])
    const metric = { goal: 'Buy', kind: 'proportion', window: '1d' }
    expect((await ask({ metric })).compared?.verdict).toMatchObject({
      ...{ word: 'check the data', trouble: 'contradiction' },
      sentence: expect.stringContaining('exclude each other'),
    })
  })

  test('says what is missing before anything is said', async () => {
    site.take(buyers(HELD_OUT.slice(0, 5), () => true))
    const { verdict } = (await ask()).compared ?? {}
    expect(verdict).toMatchObject({ word: 'unclear', missing: { units: expect.any(Number) } })
    await expect(ask({ metric: { goal: 'Bye', kind: 'proportion' } })).rejects.toMatchObject({
      status: 422,
    })
  })
})
