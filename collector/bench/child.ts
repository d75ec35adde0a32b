import { serveBare } from './bare.ts'
import { applyLoad } from './load.ts'
import { type RequestsOptions, requestBytes } from './requests.ts'

/** What the bench asks of a process of its own, so that load and server do not share a thread. */
export type Order =
  | { kind: 'bare' }
  | { kind: 'prepare'; requests: RequestsOptions }
  | { kind: 'load'; port: number; connections: number; rate?: number }

export type Answer =
  | { kind: 'port'; port: number }
  | { kind: 'prepared' }
  | { kind: 'loaded'; seconds: number; answered: number; refused: number; p50: number; p99: number }

let prepared: Buffer[] = []

async function obey(order: Order): Promise<Answer> {
  switch (order.kind) {
    case 'bare':
      return { kind: 'port', port: await serveBare() }
    case 'prepare':
      prepared = requestBytes(order.requests)
      return { kind: 'prepared' }
    case 'load': {
      const { latencies, ...counts } = await applyLoad({ ...order, requests: prepared })
      const at = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? 0
      return { kind: 'loaded', ...counts, p50: at(0.5), p99: at(0.99) }
    }
  }
}

process.on('message', async (order: Order) => {
  process.send?.(await obey(order))
})
