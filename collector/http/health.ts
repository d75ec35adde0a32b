import type { Hono } from 'hono'
import type { AppEnv, Shared } from './environment.ts'
import { problem, problemResponse } from './problem.ts'

/** For so long one answer is everybody's: each asks for a commit of its own, and anybody may ask. */
const SHARED_MS = 1_000

/** `/health`: the process answers. `/ready`: a commit would succeed, and none has failed lately. */
export function mountHealth(root: Hono<AppEnv>, { intake, storage, now }: Shared): void {
  let asked: { at: number; ready: Promise<boolean> } | undefined
  const canCommit = () => {
    if (!asked || Math.abs(now() - asked.at) >= SHARED_MS)
      asked = { at: now(), ready: intake.ready() }
    return asked.ready
  }
  root.get('/health', (c) => c.json({ status: 'alive' }, 200))
  root.get('/ready', async (c) => {
    if ((await canCommit()) && storage.isWell) return c.json({ status: 'ready' }, 200)
    return problemResponse(problem(503, 'the store cannot commit now'), { 'retry-after': '5' })
  })
}
