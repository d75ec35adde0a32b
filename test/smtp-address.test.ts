import { describe, expect, test } from 'vitest'
import { isMailAddress } from '../collector/mail-address.ts'
import { SmtpAddress } from '../collector/smtp-address.ts'

describe('an address of a mail server', () => {
  test.each([
    [
      'smtps://a%40b.example:p%2Fw@smtp.example.com',
      { port: 465, secure: true, from: 'a@b.example', password: 'p/w', tls: 'always' },
    ],
    [
      'smtp://u:p@smtp.example.com?from=growth@example.com',
      { port: 587, secure: false, user: 'u', tls: 'always' },
    ],
    ['smtp://127.0.0.1:25/?from=growth@example.com', { port: 25, user: '', tls: 'if_offered' }],
    ['smtp://u:p@smtp.example.com?from=a@b.example&tls=if_offered', { tls: 'if_offered' }],
    ['smtp://relay?from=a@b.example&tls=always', { tls: 'always' }],
  ])('%s is one', (text, parts) => {
    expect(SmtpAddress.parse(text)).toMatchObject(parts)
  })

  test.each([
    'smtp.example.com',
    'http://smtp.example.com?from=a@b.example',
    'smtp://smtp.example.com',
    'smtp://user:p@smtp.example.com',
    'smtp://smtp.example.com?from=Ann <a@b.example>',
    'smtp://smtp.example.com?from=a@b.example%0d%0aBcc:c@d.example',
    'smtp://smtp.example.com/path?from=a@b.example',
    'smtp://smtp.example.com?from=a@b.example&secure=no',
    'smtp://smtp.example.com?from=a@b.example&tls=never',
    'smtp://a:100%@smtp.example.com?from=a@b.example',
    'smtp://?from=a@b.example',
  ])('%j is none', (text) => {
    expect(SmtpAddress.parse(text)).toBeUndefined()
  })

  test('is shown without its password', () => {
    const address = SmtpAddress.parse('smtp://ann%40b.example:hunter2@smtp.example.com')
    expect(`${address} ${JSON.stringify({ address })}`).not.toContain('hunter2')
    expect(String(address)).toBe('smtp://ann%40b.example:…@smtp.example.com:587?from=ann@b.example')
  })
})

describe('an e-mail address', () => {
  test.each(['ann@example.com', 'ann+x.y@localhost', '张三@例子.中国', "o'neil@b-c.example"])(
    '%s is one',
    (text) => {
      expect(isMailAddress(text)).toBe(true)
    },
  )

  test.each([
    '',
    'ann',
    '@example.com',
    'ann@',
    'a@b@c.example',
    'ann@example.com\r\nBcc: eve@example.com',
    'ann@example.com, eve@example.com',
    'Ann <ann@example.com>',
    '"ann"@example.com',
    'ann@-example.com',
    'ann@example..com',
    'ann@[127.0.0.1]',
    '.ann@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ann@${'a'.repeat(200)}.com`,
  ])('%j is none', (text) => {
    expect(isMailAddress(text)).toBe(false)
  })
})
