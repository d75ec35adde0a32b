import { readFileSync } from 'node:fs'
import type { CDPSession, Page } from 'playwright-core'
import { assign } from '../../experiments/assignment/assign.ts'
import { PATIENCE } from '../../tracker/experiments/elements.ts'
import type { Change, PageExperiment } from '../../tracker/experiments/page-experiment.ts'
import type { Stage } from './stage.ts'

/** Control and b, half each, of who has a stored id; everywhere. */
export const experiment = (
  changes: readonly Change[],
  more: Partial<PageExperiment> = {},
): PageExperiment => ({
  key: 'hero',
  phase: 1,
  seed: 'hero-seed-1',
  unit: 'visitor',
  variants: [
    { key: 'control', changes: [] },
    { key: 'b', changes },
  ],
  coverage: 1,
  target: { urls: ['*'], when: [] },
  ...more,
})

/** What `assign` (experiments/assignment) says of an id. */
export const variantFor = (of: PageExperiment, id: string): string | null =>
  assign({ ...of, status: 'running' }, { id, targeted: true }).variant

/** An id that falls into the variant, or into none: the first of visitor-0, visitor-1 … that does. */
export const idIn = (of: PageExperiment, variant: string | null): string => {
  for (let n = 0; ; n++) if (variantFor(of, `visitor-${n}`) === variant) return `visitor-${n}`
}

/** The browser has this id already. */
export const bring = (stage: Stage, id: string) =>
  stage.context.addInitScript(`localStorage.tributary_visitor ??= '"${id}"'`)

const docs = readFileSync('docs/experiments.md', 'utf8')
const GIVE_UP = /<script>.*<\/script>/.exec(docs)?.[0] ?? ''

/** The lines of docs/experiments.md. */
export const headOf = (stage: Stage, attributes = '') =>
  `${GIVE_UP}<script async blocking="render" data-bots ${attributes} src="${stage.receiver.origin}/t/example.com.js"></script>`

export const html = (head: string, body: string) =>
  `<!doctype html><html><head><title>Page</title>${head}</head><body>${body}</body></html>`

/** Exposures as they came, by their ids once each. */
export const exposures = (stage: Stage) => {
  const all = stage.receiver.events().filter(({ name }) => name === 'exposure')
  return [...new Map(all.map((event) => [event.id, event])).values()]
}

/** Nothing is given up on pages of such a path, however slow the machine is: what comes within 500 ms elsewhere may come later. */
export const patient = (stage: Stage, path: string) =>
  stage.context.addInitScript(
    ({ of, patience }) => {
      if (location.pathname !== of) return
      const soon = setTimeout
      const later = (run: TimerHandler, ms = 0, ...more: unknown[]) =>
        soon(run, ms === patience ? 2 ** 31 - 1 : ms, ...more)
      Object.assign(window, { setTimeout: later })
    },
    { of: path, patience: PATIENCE },
  )

/** Every frame that the page has shown since. */
export const film = async (page: Page) => {
  const session: CDPSession = await page.context().newCDPSession(page)
  const frames: string[] = []
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(data)
    void session.send('Page.screencastFrameAck', { sessionId })
  })
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 })
  return frames
}

/** Share of red in a picture, 0–1; in the browser, which can read it. */
const redOf = async (data: string): Promise<number> => {
  const image = new Image()
  image.src = `data:image/png;base64,${data}`
  await image.decode()
  const { width, height } = image
  const context = new OffscreenCanvas(width, height).getContext('2d')
  context?.drawImage(image, 0, 0)
  const bytes = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray()
  const pixels = new Uint32Array(bytes.buffer)
  // ABGR: 0xff0000ff is the red of CSS.
  return pixels.filter((pixel) => pixel === 0xff_00_00_ff).length / pixels.length
}

export const redIn = async (stage: Stage, pictures: readonly string[]): Promise<number[]> => {
  const page = await stage.context.newPage()
  const shares: number[] = []
  for (const picture of pictures) shares.push(await page.evaluate(redOf, picture))
  await page.close()
  return shares
}
