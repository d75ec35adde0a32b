import { expect } from 'vitest'
import { deliver } from '../../collector/sending/deliver.ts'
import type { Message } from '../../collector/sending/message.ts'
import type { Outcome } from '../../collector/sending/outcome.ts'
import type { ChannelKind } from '../../collector/vocabulary.ts'
import { type Received, useReceiver } from './receiver.ts'

/** When the chats of these tests are told something, epoch ms. */
export const NOW = Date.UTC(2026, 10, 30, 8)

export const SENT = { sent: true }
export const GONE = { sent: false, retry: false }
export const LATER = { sent: false, retry: true }

/** A chat that answers as it is told to, and what it was told. */
export function useChat() {
  const receiver = useReceiver()

  async function tell(
    kind: ChannelKind,
    told: Message,
    { secret = null, path = '/hook?key=1' }: { secret?: string | null; path?: string } = {},
  ): Promise<{ outcome: Outcome; got: Received }> {
    const outcome = await deliver(
      {
        ...{ id: 'd1', site: 'example.com', kind, to: receiver.url + path, secret },
        ...{ message: told, created_at: NOW },
      },
      {
        config: { smtpUrl: undefined, privateWebhooks: true },
        ...{ now: NOW, ending: new AbortController().signal },
      },
    )
    const got = receiver.received.at(-1)
    expect(got).toBeDefined()
    return { outcome, got: got as Received }
  }

  return { receiver, tell }
}
