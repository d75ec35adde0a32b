import { expect, test } from 'vitest'
import { pages, pathOf } from './pages.ts'
import { serve } from './served.ts'
import { useTrial } from './trial.ts'
import { arrived, follow } from './walk.ts'

const trial = useTrial('frames')

const WITHIN = `<title>Within</title><h2>Within</h2>`
const escaped = (html: string) => html.replaceAll('"', '&quot;')

/** Pages whose Home has frames with the tag in them. */
const withFrames = (frames: string, attributes = '') => {
  const tag = trial.tag(attributes)
  const framed = pages(() => ({ head: tag, foot: frames }))
  const plain = pages(() => ({ head: tag }))
  return serve((request, response) => {
    const path = pathOf(request)
    if (path === '/within') response.setHeader('content-type', 'text/html').end(WITHIN + tag)
    else if (path === '/') framed(request, response)
    else plain(request, response)
  })
}

const FRAMES = [
  { kind: 'of the same site', frame: () => '<iframe src="/within"></iframe>' },
  {
    kind: 'written in place',
    frame: () => `<iframe srcdoc="${escaped(WITHIN + trial.tag())}"></iframe>`,
  },
  {
    kind: 'written in place and sandboxed',
    frame: () =>
      `<iframe sandbox="allow-scripts" srcdoc="${escaped(WITHIN + trial.tag())}"></iframe>`,
  },
  {
    kind: 'of the same site, sandboxed',
    frame: () => '<iframe sandbox="allow-scripts" src="/within"></iframe>',
  },
]

test.each(FRAMES)('a frame $kind is no pageview of its own', async ({ frame }) => {
  await trial.visit(await withFrames(frame()))
  await arrived(trial.page, 'Home')
  await follow(trial.page, 'About')
  await trial.leave()
  const { pageviews, visits } = await trial.collected()
  expect(pageviews).toEqual(['/ Home', '/about About'])
  expect(visits).toHaveLength(1)
})

test('with data-frames a frame of the same site is a pageview, too', async () => {
  await trial.visit(await withFrames('<iframe src="/within"></iframe>', 'data-frames'))
  await arrived(trial.page, 'Home')
  await trial.leave()
  const { pageviews } = await trial.collected()
  expect(pageviews.toSorted()).toEqual(['/ Home', '/within Within'])
})

test('a page inside the frame of another site is a pageview, as the widget that it is', async () => {
  const site = await serve(pages(() => ({ head: trial.tag() })))
  const embedder = await serve((_, response) => {
    const frame = `<iframe src="http://${trial.site}:${site.port}/about"></iframe>`
    const look = '<link rel="icon" href="data:,">'
    response.setHeader('content-type', 'text/html').end(`<title>Blog</title>${look}${frame}`)
  })
  await trial.page.goto(`http://blog.localhost:${embedder.port}/`)
  await trial.page.frameLocator('iframe').getByRole('heading', { name: 'About' }).waitFor()
  await trial.page.waitForTimeout(400)
  await trial.leave()
  const { pageviews } = await trial.collected()
  await site.close()
  await embedder.close()
  expect(pageviews).toEqual(['/about About'])
})

test('what is done in a frame without the tag leaves the page’s own time alone', async () => {
  await trial.visit(
    await withFrames(
      '<iframe srcdoc="<label>Name <input></label>" style="position:fixed;top:100px"></iframe>',
    ),
  )
  await arrived(trial.page, 'Home')
  await trial.page
    .frameLocator('iframe')
    .getByLabel('Name')
    .pressSequentially('someone', { delay: 50 })
  await trial.page.getByRole('heading', { name: 'Home' }).click()
  await follow(trial.page, 'About')
  await trial.leave()
  const { pageviews, raw } = await trial.collected()
  expect(pageviews).toEqual(['/ Home', '/about About'])
  const engaged = raw.reduce((sum, event) => sum + (event.engaged ?? 0), 0)
  expect(engaged).toBeGreaterThan(500)
})
