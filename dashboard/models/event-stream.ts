import { reach } from '../api.ts'

export interface Listener {
  opened: () => void
  /** The text of one message. */
  said: (text: string) => void
  broken: () => void
}

const AGAIN_MS = 3_000

/** Server-sent events for whoever must send a token, which EventSource cannot. Answers how to stop. */
export function listen(path: string, listener: Listener): () => void {
  const leaving = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const follow = async (): Promise<void> => {
    try {
      const response = await reach(path, { signal: leaving.signal })
      if (response.ok && response.body) await read(response.body, listener)
    } catch {
      // It is asked again in a while, whatever broke it.
    }
    if (leaving.signal.aborted) return
    listener.broken()
    timer = setTimeout(follow, AGAIN_MS)
  }
  void follow()
  return () => {
    leaving.abort()
    clearTimeout(timer)
  }
}

async function read(body: ReadableStream<Uint8Array>, listener: Listener): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  listener.opened()
  let text = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const messages = (text + decoder.decode(part.value, { stream: true })).split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) tell(message, listener)
  }
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html: the data lines, without their name. */
function tell(message: string, { said }: Listener): void {
  const lines = message.split('\n').filter((line) => line.startsWith('data:'))
  if (lines.length > 0) said(lines.map((line) => line.slice(5).trimStart()).join('\n'))
}
