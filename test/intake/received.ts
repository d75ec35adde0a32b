import { readSender, receive } from '../../collector/intake/receive.ts'

export const NOW = Date.UTC(2026, 5, 1, 12)

export const PAGEVIEW = {
  id: 'V1StGXR8_Z5jdHi6B-myT',
  name: 'pageview',
  at: NOW,
  url: 'https://example.com/pricing',
}

const sender = readSender({}, { ip: '', userAgent: '' })

/** What an import makes of a line that says nothing of its sender. `allowed`: of a query. */
export function imported(event: unknown, allowed: string[] = []) {
  return receive(event, { sender, clock: null, allowed })
}
