import { createHmac } from 'node:crypto'
import { failed } from '../outcome.ts'
import { byStatus, type Form, inWords, jsonTo, type Outgoing, passes } from './form.ts'

/** What is signed is the time and the body: neither can be sent again later as another. */
export function webhookSignature(secret: string, seconds: number, body: string): string {
  const v1 = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${v1}`
}

function bodyOf({ id, site, message, created_at }: Outgoing): object {
  const { title, lines, facts, link } = message
  const { type = message.kind, ...data } = message.data
  const at = new Date(created_at).toISOString()
  return { id, type, created_at: at, site, title, lines, facts, link: link?.url ?? null, data }
}

/** Signed JSON. A receiver that is broken, moved or shut for a while is asked again; one that says it is gone is not. */
export const webhook: Form = {
  request(outgoing) {
    const { url, secret, id, now } = outgoing
    const request = jsonTo(url, bodyOf(outgoing))
    const signed =
      secret === null
        ? {}
        : {
            'tributary-signature': webhookSignature(secret, Math.floor(now / 1_000), request.body),
          }
    return { ...request, headers: { ...request.headers, 'tributary-delivery': id, ...signed } }
  },
  outcome(answer) {
    const { status, body, after } = answer
    if (status === 410) return failed(inWords(status, body), false)
    if (status >= 300 && !passes(status)) return failed(inWords(status, body), true, after)
    return byStatus(answer)
  },
}
