import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { appFolder } from './apps.ts'
import { pages } from './pages.ts'
import { serve } from './served.ts'
import { useTrial } from './trial.ts'
import { arrived, expectWalked, LANDING, walk } from './walk.ts'

const trial = useTrial('navigation')

const APP = readFileSync(join(appFolder('navigation-api'), 'app.js'), 'utf8')
const serveApp = (head = '') =>
  serve(
    pages(() => ({
      head: `<script src="/app.js"></script>${trial.tag()}${head}`,
      files: { '/app.js': APP },
    })),
  )

test('Navigation API: what was walked is what is stored', async () => {
  await trial.visit(await serveApp(), LANDING)
  await walk(trial)
  await expectWalked(trial)
})

test('Navigation API: a step that nothing focused leads to is a page, and the purchase is on it', async () => {
  const head = `<script>
    addEventListener('click', ({ target }) => {
      if (!target.closest('[data-track=Like]')) return
      target.remove()
      setTimeout(() => navigation.navigate('/thanks'), 50)
      setTimeout(() => tributary('Purchase'), 900)
    })
  </script>`
  await trial.visit(await serveApp(head))
  await arrived(trial.page, 'Home')
  await trial.page.getByRole('button', { name: 'Like' }).click()
  await arrived(trial.page, 'Thanks')
  await trial.page.waitForTimeout(1000)
  await trial.leave()
  const { pageviews, raw } = await trial.collected()
  expect(pageviews).toEqual(['/ Home', '/thanks Thanks'])
  expect(raw.find(({ name }) => name === 'Purchase')?.url).toMatch(/\/thanks$/)
})

test('Navigation API: a tab left as it is, and steps by timer only, are all counted', async () => {
  const head = `<script>
    const steps = ['/about', '/contact', '/thanks']
    const next = () => steps.length && navigation.navigate(steps.shift()).finished.then(() => setTimeout(next, 300))
    setTimeout(next, 600)
  </script>`
  await trial.visit(await serveApp(head))
  await arrived(trial.page, 'Thanks')
  await trial.leave()
  const { pageviews } = await trial.collected()
  expect(pageviews).toEqual(['/ Home', '/about About', '/contact Contact', '/thanks Thanks'])
})
