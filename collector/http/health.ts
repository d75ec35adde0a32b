import type { Hono } from 'hono'
import type { AppEnv, Dependencies } from './environment.ts'
import { problem, problemResponse } from './problem.ts'

/** `/health`: the process answers. `/ready`: a commit would succeed. */
export function mountHealth(root: Hono<AppEnv>, { intake }: Dependencies): void {
  root.get('/health', (c) => c.json({ status: 'alive' }, 200))
  root.get('/ready', async (c) => {
    if (await intake.ready()) return c.json({ status: 'ready' }, 200)
    return problemResponse(problem(503, 'the store cannot commit now'), { 'retry-after': '5' })
  })
}
