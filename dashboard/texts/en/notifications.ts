import type { ChannelKind } from '../../../collector/vocabulary.ts'

const kinds: Record<ChannelKind, string> = {
  email: 'Email',
  webhook: 'Webhook',
  slack: 'Slack',
  teams: 'Microsoft Teams',
  discord: 'Discord',
  feishu: 'Feishu / Lark',
  dingtalk: 'DingTalk',
  wecom: 'WeCom',
}

/** Where each kind's address comes from. */
const from: Record<ChannelKind, string> = {
  email: 'Alerts go to this address.',
  webhook: 'Your own program. It gets signed JSON.',
  slack: 'api.slack.com/apps → your app → Incoming Webhooks → Add New Webhook.',
  teams:
    'The channel’s ⋯ → Workflows → “Post to a channel when a webhook request is received” → copy the URL.',
  discord: 'Channel settings → Integrations → Webhooks → New Webhook → Copy Webhook URL.',
  feishu: 'Group settings → Bots → Add Bot → Custom Bot → copy the webhook address.',
  dingtalk: 'Group settings → Bots → Add Robot → Custom → copy the webhook. A keyword: Tributary.',
  wecom: 'The group’s ⋯ → Message push → Add → copy the webhook address.',
}

/** Words of the ways out and of what goes by them. */
export const notifications = {
  intro:
    'Where alerts go. Nothing is sent to an address that nobody here has typed in; one that no owner has typed in is asked first.',
  kinds,
  from,
  empty: 'No way out yet',
  emptyHint: 'Add an email address, a chat or a webhook below, then send a test.',
  add: 'Add a way out',
  kind: 'Kind',
  address: 'Email address',
  url: 'Webhook URL',
  urlKept: 'It is a key, so it is not shown again. Empty: it stays as it is.',
  name: 'Name',
  nameHint: 'What to call it here. May be empty.',
  secret: 'Secret',
  secretOf: {
    webhook: 'What messages are signed with. Empty: one is made.',
    feishu: 'The key of “signature verification”, if you set it.',
    dingtalk: 'The key that begins with SEC, if you chose signing (加签).',
  } as Partial<Record<ChannelKind, string>>,
  secretKept: 'Empty: it stays as it is.',
  once: 'Messages are signed with this secret. Copy it now, it is not shown again.',
  noMail: 'This server has no mail server yet. Whoever runs it sets TRIBUTARY_SMTP_URL.',
  lost: 'address lost: type it in again',
  signed: 'signed',
  unconfirmed: 'waiting for confirmation',
  declined: 'wants no messages',
  asked: (to: string) => `${to} is asked again.`,
  test: 'Send a test',
  testing: 'Sending…',
  tested: (name: string) => `The test reached ${name}.`,
  untested: (name: string, why: string) => `The test did not reach ${name}: ${why}`,
  deliveries: 'Deliveries',
  deliveriesIntro: 'What was sent in the last 90 days, and how that went.',
  show: 'Show',
  states: { all: 'All', waiting: 'Waiting', failed: 'Failed', sent: 'Sent' },
  nothing: 'Nothing here',
  nothingHint: 'What alerts, digests and tests send appears here.',
  more: 'Show more',
  /** What a delivery of a test is called. */
  aTest: 'A test',
  again: 'Send again',
  now: 'Try now',
  queued: 'It is on its way.',
  tries: (n: number) => (n === 1 ? '1 try' : `${n} tries`),
  next: (at: string) => `next try ${at}`,
  removed: 'removed way out',
  /** What a receiver or the way to it said. */
  said: {
    late: 'it gave no answer in time',
    private:
      'the address leads into a private network, which only whoever runs the server can allow',
    noMail: 'this server has no mail server (TRIBUTARY_SMTP_URL)',
    removed: 'the way out was removed',
    unasked: 'whoever has that address has not said yes yet',
    unwanted: 'whoever has that address wants none of these',
    lost: 'the key that it was kept with is gone; type the address in again',
    unknown: (host: string) => `there is no host ${host}`,
    refused: 'nothing answers at that address',
    hungUp: 'it hung up',
    answered: (status: string) => `it answered ${status}`,
    answeredWith: (status: string, text: string) => `it answered ${status}: ${text}`,
    closed: 'the mail server closed the connection',
  },
}
