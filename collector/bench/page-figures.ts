import { performance } from 'node:perf_hooks'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { type AskReport, openOverview, openSources, type View } from './pages.ts'
import { command, startServer } from './processes.ts'
import { forgetFiles } from './queries.ts'

/** Until the last answer of a page is there: what somebody who opens it waits for. */

interface Opened {
  what: string
  open(ask: AskReport, view: View): Promise<void>
  view: Omit<View, 'goals'>
  /** Greatest ms of the median when nobody has asked before, over a million events. */
  most?: number
}

const MONTH = { from: '2026-03-02', to: '2026-03-31' }
const ALL = { from: '2026-01-01', to: '2026-03-31' }
/** Nothing came before those 90 days: they are compared with themselves, a day earlier. */
const BESIDE = { from: '2025-12-31', to: '2026-03-30' }

const THIRTY = { period: MONTH, compare: 'previous' } as const
const NINETY = { period: ALL, compare: BESIDE }

const PAGES: readonly Opened[] = [
  { what: 'Overview, 30 days', open: openOverview, view: THIRTY },
  { what: 'Overview, 90 days', open: openOverview, view: NINETY, most: 400 },
  { what: 'Sources, 30 days', open: openSources, view: THIRTY },
  { what: 'Sources, 90 days', open: openSources, view: NINETY },
]
/** Of ten times the events: not ten times as much, for what a page needs besides is not. */
const MOST_OF_LARGE = 3_000
const MOST_AGAIN = 50

const GOALS = [
  { name: 'Signups', event: 'Signup' },
  { name: 'Purchases', event: 'Purchase', value: 'revenue' },
]

export async function pageFigures(
  { extent, say }: Setting,
  data: string,
  isLarge = false,
): Promise<Figure[]> {
  const token = command(['token', 'create', '--scope', 'read,write', '--data', data]).trim()
  const goals = await goalsOf(data, token)
  const runs = Math.max(extent.runs, 3)
  const figures: Figure[] = []
  for (const page of PAGES) {
    say(`pages: ${page.what}`)
    const reach = page.most === undefined ? {} : { reach: { most: page.most } }
    const large = page.most === undefined ? {} : { reach: { most: MOST_OF_LARGE } }
    const times = await timesOf(page, { data, token, goals, runs })
    figures.push(
      figure(`${page.what}, cold`, times.cold, { unit: 'ms' }),
      figure(page.what, times.first, { unit: 'ms', ...(isLarge ? large : reach) }),
      figure(`${page.what}, asked again`, times.again, {
        unit: 'ms',
        reach: { most: MOST_AGAIN },
      }),
    )
  }
  return figures
}

interface Asking {
  data: string
  token: string
  goals: readonly string[]
  runs: number
}

async function timesOf({ open, view }: Opened, { data, token, goals, runs }: Asking) {
  const timed = async (api: Api) => {
    const began = performance.now()
    await open(api.report, { ...view, goals })
    return performance.now() - began
  }
  const cold = await repeated(runs, () =>
    served(data, token, (api) => {
      forgetFiles()
      return timed(api)
    }),
  )
  const pairs = await served(data, token, async (api) => {
    await timed(api)
    return await repeated(runs, async () => {
      await api.changeSettings()
      return { first: await timed(api), again: await timed(api) }
    })
  })
  return { cold, first: pairs.map(({ first }) => first), again: pairs.map(({ again }) => again) }
}

interface Api {
  report: AskReport
  /** No answer that was given before may be given again. */
  changeSettings(): Promise<unknown>
  addGoal(goal: object): Promise<string>
}

async function goalsOf(data: string, token: string): Promise<string[]> {
  return await served(data, token, async (api) => {
    const ids: string[] = []
    for (const goal of GOALS) ids.push(await api.addGoal(goal))
    return ids
  })
}

async function served<T>(data: string, token: string, work: (api: Api) => Promise<T>): Promise<T> {
  const server = await startServer(data)
  try {
    return await work(apiOf(server.port, token))
  } finally {
    await server.stop()
  }
}

let changes = 0

function apiOf(port: number, token: string): Api {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const post = async (path: string, body: object) => {
    const url = `http://127.0.0.1:${port}/api/sites/${SITE}/${path}`
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text)
  }
  return {
    report: (name, request) => post(`reports/${name}`, request),
    changeSettings: () => {
      changes += 1
      return post('segments', { name: `change ${changes}`, filters: [['is', 'country', ['DE']]] })
    },
    addGoal: async (goal) => (await post('goals', goal)).id,
  }
}
