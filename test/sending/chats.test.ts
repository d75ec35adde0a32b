import { describe, expect, test } from 'vitest'
import { GONE, LATER, SENT, useChat } from './chat.ts'
import { bare, endless, evil, message } from './messages.ts'
import { says } from './receiver.ts'

const { receiver, tell } = useChat()

interface Text {
  type: string
  text: string
}

describe('Slack', () => {
  test('is told in blocks, with a text for the notification', async () => {
    const { outcome, got } = await tell('slack', message())
    expect(outcome).toEqual({ sent: true, detail: null })
    expect(got.json).toMatchObject({
      text: 'Purchases are down 21 %',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Purchases are down 21 %' } },
        { type: 'section', text: { text: '87 today, usually 104–118.' } },
        { type: 'section', fields: [{ type: 'plain_text', text: 'Purchases\n87 (−21 %)' }] },
        { type: 'section', text: { type: 'mrkdwn', text: expect.stringContaining('|Open Trib') } },
        { type: 'context', elements: [{ text: 'Tributary · example.com' }] },
      ],
    })
  })

  test('reads nothing into the text: it is plain, or its three marks are escaped', async () => {
    const { got } = await tell('slack', evil)
    const texts: { type: string; text: string }[] = []
    JSON.stringify(got.json, (_, value) => {
      if (value?.type === 'mrkdwn') texts.push(value)
      return value
    })
    expect(texts).toHaveLength(1)
    expect(got.json.text).not.toMatch(/[<>]/u)
  })

  test('takes no header beyond 150 characters, no text beyond 3,000, no more than 50 blocks', async () => {
    const { got } = await tell('slack', endless)
    const blocks: { type: string; text?: Text; fields?: Text[] }[] = got.json.blocks
    const fields = blocks.map((block) => block.fields ?? [])
    const longest = (texts: (Text | undefined)[]) =>
      Math.max(...texts.map((one) => one?.text.length ?? 0))
    expect(blocks.length).toBeLessThanOrEqual(50)
    expect(longest(blocks.filter(({ type }) => type === 'header').map(({ text }) => text))).toBe(
      150,
    )
    expect(longest(blocks.map(({ text }) => text))).toBe(3_000)
    expect(Math.max(...fields.map(({ length }) => length))).toBe(10)
    expect(longest(fields.flat())).toBeLessThanOrEqual(2_000)
    await tell('slack', bare)
  })

  test.each([
    [404, 'no_service', GONE],
    [403, 'action_prohibited', GONE],
    [400, 'invalid_blocks', GONE],
    [410, 'channel_is_archived', GONE],
    [500, 'rollup_error', LATER],
  ])('that says %d %s is believed', async (status, body, expected) => {
    receiver.respond = says(status, body)
    const { outcome } = await tell('slack', message())
    expect(outcome).toMatchObject({ ...expected, detail: `answered ${status}: ${body}` })
  })

  test('that is told too much is left alone for as long as it says', async () => {
    receiver.respond = says(429, 'rate_limited', { 'retry-after': '30' })
    expect((await tell('slack', message())).outcome).toMatchObject({ ...LATER, after: 30_000 })
  })
})

describe('Discord', () => {
  test('is told in an embed, and nobody is mentioned', async () => {
    receiver.respond = (_, response) => response.writeHead(204).end()
    const { outcome, got } = await tell('discord', evil)
    expect(outcome).toMatchObject(SENT)
    const { embeds, allowed_mentions } = got.json
    expect(allowed_mentions).toEqual({ parse: [] })
    const [{ title, description, fields }] = embeds
    const all = [title, description, fields[0].name, fields[0].value].join('\n')
    // Each mark stands behind a backslash.
    expect(all.replaceAll(/\\[^0-9A-Za-z\s]/gu, '')).not.toMatch(/[*_~`|>#[\]()<:@]/u)
  })

  test('takes 6,000 characters altogether', async () => {
    const { got } = await tell('discord', endless)
    const [{ title, description, fields, footer }] = got.json.embeds
    const lengths = fields.map(({ name, value }: Record<string, string>) => [name, value])
    const texts: string[] = [title, description, footer.text, ...lengths.flat()]
    expect(title.length).toBeLessThanOrEqual(256)
    expect(description.length).toBeLessThanOrEqual(4_096)
    expect(fields.length).toBeLessThanOrEqual(25)
    expect(texts.reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(6_000)
    const { got: small } = await tell('discord', bare)
    expect(small.json.embeds[0].fields).toEqual([{ name: '–', value: '–', inline: true }])
  })

  test('says in seconds how long it is to be left alone, and when a webhook is gone', async () => {
    receiver.respond = says(429, { message: 'You are being rate limited.', retry_after: 64.57 })
    expect((await tell('discord', message())).outcome).toMatchObject({ ...LATER, after: 64_570 })
    receiver.respond = says(404, { message: 'Unknown Webhook', code: 10_015 })
    expect((await tell('discord', message())).outcome).toMatchObject(GONE)
  })
})

describe('Teams', () => {
  test('is told in an Adaptive Card of version 1.4, and 202 is well', async () => {
    receiver.respond = (_, response) => response.writeHead(202).end()
    const { outcome, got } = await tell('teams', evil)
    expect(outcome).toMatchObject(SENT)
    const [{ contentType, content }] = got.json.attachments
    expect(got.json.type).toBe('message')
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive')
    expect(content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' })
    // Runs of rich text are no Markdown.
    expect(content.body.map(({ type }: { type: string }) => type)).toEqual(
      Array.from({ length: 4 }, () => 'RichTextBlock'),
    )
    expect(content.actions).toMatchObject([{ type: 'Action.OpenUrl', title: 'Open Tributary' }])
  })

  test('takes 28 KB', async () => {
    const { got } = await tell('teams', endless)
    expect(Buffer.byteLength(got.body)).toBeLessThan(28_000)
    await tell('teams', bare)
  })

  test.each([
    [200, '1', SENT],
    [
      200,
      'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=1',
      LATER,
    ],
    [
      200,
      'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId tcid=1',
      GONE,
    ],
    [404, '{"error":{"code":"WorkflowNotFound","message":"no such workflow"}}', GONE],
    [502, '<html>Bad gateway</html>', LATER],
  ])('that answers %d %s is understood', async (status, body, expected) => {
    receiver.respond = says(status, body)
    const { outcome } = await tell('teams', message())
    expect(outcome).toMatchObject(expected)
    expect(`${outcome.detail}`).not.toContain('<html>')
  })
})
