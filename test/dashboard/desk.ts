import { Problem } from '../../dashboard/api.ts'
import type { Question } from '../../dashboard/models/resource.ts'

interface Waiting {
  resolve: (answer: string) => void
  reject: (reason: unknown) => void
}

/** Questions that are answered when a test says so. */
export class Desk {
  readonly asked: string[] = []
  /** Those that were broken off. */
  readonly left: string[] = []
  private readonly open = new Map<string, Waiting>()

  question = (key: string | undefined, of?: string): Question<string> | undefined =>
    key === undefined
      ? undefined
      : { key, ...(of === undefined ? {} : { of }), fetch: (leaving) => this.ask(key, leaving) }

  private ask(key: string, leaving: AbortSignal): Promise<string> {
    this.asked.push(key)
    return new Promise((resolve, reject) => {
      this.open.set(key, { resolve, reject })
      leaving.addEventListener('abort', () => {
        this.left.push(key)
        reject(leaving.reason)
      })
    })
  }

  async answer(key: string, answer = `to ${key}`): Promise<void> {
    this.open.get(key)?.resolve(answer)
    await settled()
  }

  async refuse(key: string, status: number): Promise<void> {
    this.open.get(key)?.reject(new Problem({ status, title: 'Refused' }))
    await settled()
  }
}

/** When all that was set off has run. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
}
