import { expect, test } from 'vitest'
import { addSite } from '../../server.ts'
import { type Dress, pages } from './pages.ts'
import { serve } from './served.ts'
import { useTrial } from './trial.ts'
import { arrived, follow } from './walk.ts'

const trial = useTrial('injection')

const source = () => `${trial.collector.url}/t/${trial.site}.js`

/** As tag managers put a tag into a page. */
const managed = () => `<script>
  (function (d, s) {
    var first = d.getElementsByTagName(s)[0], tag = d.createElement(s)
    tag.async = true
    tag.src = '${source()}'
    first.parentNode.insertBefore(tag, first)
  })(document, 'script')
</script>`

const plain = (attribute: string) => `<script ${attribute} src="${source()}"></script>`

const WAYS: readonly { way: string; dress: () => Dress }[] = [
  { way: 'async in the head', dress: () => ({ head: plain('async') }) },
  { way: 'deferred', dress: () => ({ head: plain('defer') }) },
  { way: 'blocking', dress: () => ({ head: plain('') }) },
  { way: 'at the end of the body', dress: () => ({ foot: plain('async') }) },
  { way: 'by a tag manager', dress: () => ({ head: managed() }) },
  { way: 'a quarter of a second late', dress: () => ({ foot: trial.lateTag(250) }) },
  { way: 'twice in the head', dress: () => ({ head: plain('async') + plain('async') }) },
  { way: 'by a theme and a tag manager', dress: () => ({ head: managed() + plain('defer') }) },
  {
    way: 'in the head and late in the body',
    dress: () => ({ head: plain(''), foot: trial.lateTag(250) }),
  },
]

test.each(WAYS)('the tag $way: each page and each event counts once', async ({ dress }) => {
  await visitTwoPages(dress())
  const { pageviews, events } = await trial.collected()
  expect(pageviews).toEqual(['/ Home', '/about About'])
  expect(events).toEqual({ Like: 2 })
})

test('tags of two sites on one page count for both', async () => {
  const shop = `shop.${trial.site}`
  await addSite(trial.collector.data, shop)
  const head = plain('async') + trial.tag('', `${trial.collector.url}/t/${shop}.js`)
  const { port, close } = await serve(pages(() => ({ head })))
  await trial.page.goto(`http://${shop}:${port}/`)
  await arrived(trial.page, 'Home')
  await like()
  await trial.leave()
  await close()
  for (const site of [trial.site, shop]) {
    const { pageviews, events } = await trial.collected(site)
    expect({ pageviews, events }).toEqual({ pageviews: ['/ Home'], events: { Like: 1 } })
  }
})

test('as a module, where a script cannot see its tag, it counts or says why not, and breaks nothing', async () => {
  const said: string[] = []
  trial.page.on('console', (message) => said.push(message.text()))
  await visitTwoPages({ head: plain('type="module" crossorigin') }, false)
  const { pageviews } = await trial.collected()
  if (pageviews.length > 0) expect(pageviews).toEqual(['/ Home', '/about About'])
  else expect(said.join()).toMatch(/tributary/i)
})

/** Home, then About, with a Like on both. */
async function visitTwoPages(dress: Dress, isSure = true): Promise<void> {
  await trial.visit(await serve(pages(() => dress)))
  await arrived(trial.page, 'Home')
  await like(isSure)
  await follow(trial.page, 'About')
  await like(isSure)
  await trial.leave()
}

/** Once the script is there, where that is sure to come. */
async function like(isSure = true): Promise<void> {
  if (isSure) await trial.page.waitForFunction('window.tributary')
  await trial.page.getByRole('button', { name: 'Like' }).click()
  await trial.page.waitForTimeout(200)
}
