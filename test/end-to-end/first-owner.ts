import { request } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { createToken, dataFolder, removeFolder, startServer, tributary } from '../server.ts'

const EMAIL = 'owner@example.com'
const PASSWORD = 'a calm river finds the sea'

type State = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>['storageState']>>

/** What files of tests begin with: no site yet, and an owner. */
export interface FirstOwner {
  /** A data folder to copy. */
  data: string
  /** Of the owner's program, with all rights. */
  token: string
  /** What the owner's browser keeps. */
  state: State
}

declare module 'vitest' {
  interface ProvidedContext {
    firstOwner: FirstOwner
  }
}

/** The first start and its link are walked in dashboard-entry; all others begin behind them. */
export async function setup(project: TestProject): Promise<() => void> {
  const data = dataFolder()
  const add = ['user', 'add', EMAIL, '--role', 'owner', '--password-stdin', '--data', data]
  await tributary(add, { input: PASSWORD })
  const token = await createToken(data, 'admin')
  project.provide('firstOwner', { data, token, state: await signedIn(data) })
  return () => removeFolder(data)
}

async function signedIn(data: string): Promise<State> {
  const server = await startServer({ data })
  const browser = await request.newContext()
  const answer = await browser.post(`${server.url}/api/session`, {
    data: { email: EMAIL, password: PASSWORD },
    headers: { origin: server.url },
  })
  if (!answer.ok()) throw new Error(`signing in: ${answer.status()} ${await answer.text()}`)
  const state = await browser.storageState()
  await browser.dispose()
  await server.stop()
  return state
}
