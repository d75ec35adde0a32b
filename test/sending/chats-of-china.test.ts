import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../collector/sending/message.ts'
import { GONE, LATER, NOW, SENT, useChat } from './chat.ts'
import { bare, EVIL, endless, evil, message } from './messages.ts'
import { says } from './receiver.ts'

const { receiver, tell } = useChat()

describe('Feishu', () => {
  test('is told in a card of plain text, signed by a key of time and secret over nothing', async () => {
    receiver.respond = says(200, { code: 0, msg: 'success', data: {} })
    const { outcome, got } = await tell('feishu', evil, { secret: 'geheimgeheim' })
    expect(outcome).toMatchObject(SENT)
    const key = `${NOW / 1_000}\ngeheimgeheim`
    expect(got.json).toMatchObject({
      timestamp: `${NOW / 1_000}`,
      sign: createHmac('sha256', key).update('').digest('base64'),
      msg_type: 'interactive',
    })
    expect(got.body).not.toContain('lark_md')
    const { got: unsigned } = await tell('feishu', message())
    expect(unsigned.json.sign).toBeUndefined()
  })

  test('takes 20 KB', async () => {
    const { got } = await tell('feishu', endless)
    expect(Buffer.byteLength(got.body)).toBeLessThan(20_000)
    await tell('feishu', bare)
  })

  test.each([
    [{ code: 19_021, msg: 'sign match fail or timestamp is not within one hour' }, GONE],
    [{ code: 19_024, msg: 'Key Words Not Found' }, GONE],
    [{ code: 11_232, msg: 'create message service trigger rate limit' }, LATER],
    [{ StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' }, SENT],
  ])('that answers 200 with %j is understood', async (body, expected) => {
    receiver.respond = says(200, body)
    expect((await tell('feishu', message())).outcome).toMatchObject(expected)
  })
})

describe('DingTalk', () => {
  test('is told in Markdown, signed in its address', async () => {
    receiver.respond = says(200, { errcode: 0, errmsg: 'ok' })
    const { outcome, got } = await tell('dingtalk', message(), {
      secret: 'SECabcdefgh',
      path: '/robot/send?access_token=abc',
    })
    expect(outcome).toMatchObject(SENT)
    const query = new URL(got.url, receiver.url).searchParams
    const sign = createHmac('sha256', 'SECabcdefgh').update(`${NOW}\nSECabcdefgh`).digest('base64')
    expect(Object.fromEntries(query)).toEqual({ access_token: 'abc', timestamp: `${NOW}`, sign })
    expect(got.json).toMatchObject({ msgtype: 'markdown', at: { isAtAll: false } })
    expect(got.json.markdown.text).toBe(
      [
        '### Purchases are down 21 %',
        '87 today, usually 104–118.',
        '- Purchases: **87 (−21 %)**',
        '[Open Tributary](https://growth.example.com/example.com?a=1&b=%282%29)',
        'Tributary · example.com',
      ].join('\n\n'),
    )
  })

  test.each([
    [{ errcode: 310_000, errmsg: 'sign not match' }, GONE],
    [{ errcode: 300_005, errmsg: 'token is not exist' }, GONE],
    [{ errcode: 130_101, errmsg: 'send too fast, exceed 20 times per minute' }, LATER],
    [{ errcode: -1, errmsg: '系统繁忙' }, LATER],
  ])('that answers 200 with %j is understood', async (body, expected) => {
    receiver.respond = says(200, body)
    const { outcome } = await tell('dingtalk', message())
    expect(outcome).toMatchObject(expected)
    expect(outcome.detail).toContain(body.errmsg)
  })
})

describe('WeCom', () => {
  test.each([
    [{ errcode: 0, errmsg: 'ok' }, SENT],
    [{ errcode: 93_000, errmsg: 'invalid webhook url, hint: [17]' }, GONE],
    [{ errcode: 45_009, errmsg: 'api freq out of limit' }, LATER],
  ])('that answers 200 with %j is understood', async (body, expected) => {
    receiver.respond = says(200, body)
    expect((await tell('wecom', message())).outcome).toMatchObject(expected)
  })

  test('takes 4,096 bytes; what does not fit goes, the link stays', async () => {
    const { got } = await tell('wecom', endless)
    const { content } = got.json.markdown
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4_096)
    expect(content).toContain('[Open Tributary](https://growth.example.com/')
    expect(content).toContain('Tributary · example.com')
  })
})

describe.each(['dingtalk', 'wecom'] as const)('%s', (kind) => {
  test('mentions nobody and links nowhere for a visitor', async () => {
    const { got } = await tell(kind, { ...evil, link: undefined } as unknown as Message)
    const text: string = got.json.markdown.text ?? got.json.markdown.content
    expect(text).toContain('evil.example')
    expect(text).not.toContain('://evil.example')
    expect(text).not.toMatch(/[<>@[\]`]/u)
    expect(EVIL).toMatch(/[<>@[\]`]/u)
    await tell(kind, bare)
  })
})
