import { expect, test } from 'vitest'
import { useStage } from './stage.ts'
import { openUndriven } from './undriven.ts'

const stage = useStage()

/** A call made before the script is there. */
const STUB = `<script>window.tributary = window.tributary || Object.assign((...call) => tributary.q.push(call), { q: [] })</script>`

const visit = async (path: string, act: () => Promise<void>) => {
  const browser = openUndriven(`${stage.origin}${path}`)
  try {
    await act()
  } finally {
    await browser.close()
  }
}

test('a prerendered page counts when it is shown, with the calls made before, and never if it is not', async () => {
  const rules = JSON.stringify({
    prerender: [{ source: 'list', urls: ['/shown', '/unseen'], eagerness: 'immediate' }],
  })
  const prerendered = `${STUB}<script>tributary('Early', { props: { prerendering: document.prerendering } })
    addEventListener('load', () => { localStorage[location.pathname] = 1 })</script>`
  stage.pages = {
    '/': `<title>Start</title>${stage.tag()}<script type="speculationrules">${rules}</script><a href="/shown">x</a>
      <script>const waiting = setInterval(() => {
        if (!localStorage['/shown'] || !localStorage['/unseen']) return
        clearInterval(waiting)
        tributary('Click')
        document.querySelector('a').click()
      }, 500)</script>`,
    '/shown': `<title>Shown</title>${prerendered}${stage.tag()}`,
    '/unseen': `<title>Unseen</title>${prerendered}${stage.tag()}`,
  }
  await visit('/', async () => {
    const early = await stage.receiver.event('Early')
    const pageview = await stage.receiver.event('pageview', 2)
    const click = await stage.receiver.event('Click')
    expect(early.props).toEqual({ prerendering: true })
    expect(pageview).toMatchObject({ url: `${stage.origin}/shown`, referrer: `${stage.origin}/` })
    expect(pageview.at).toBeGreaterThanOrEqual(click.at)
    expect(early.at).toBeGreaterThan(pageview.at)
    await stage.settled()
    expect(stage.receiver.events().filter(({ url }) => url?.endsWith('/unseen'))).toEqual([])
  })
})

test('a page that comes back from the cache is a new pageview, and reports no engagement of nothing', async () => {
  stage.pages = {
    '/a': `<title>A</title>${stage.tag()}<script>
      addEventListener('pageshow', (event) => event.persisted && tributary('Restored'))
      addEventListener('load', () => setTimeout(() => { location.href = '/b' }, 700))</script>`,
    '/b': `<title>B</title>${stage.tag()}<script>
      addEventListener('load', () => setTimeout(() => history.back(), 700))</script>`,
  }
  await visit('/a', async () => {
    await stage.receiver.event('Restored')
    const pageviews = stage.receiver.events().filter(({ name }) => name === 'pageview')
    expect(pageviews.map(({ url }) => url?.slice(-2))).toEqual(['/a', '/b', '/a'])
    const reports = stage.receiver.events().filter(({ name }) => name === 'engagement')
    expect(reports.every(({ engaged }) => (engaged ?? 0) > 0)).toBe(true)
  })
})
