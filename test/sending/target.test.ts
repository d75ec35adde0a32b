import { expect, test } from 'vitest'
import { masked, wrongTarget } from '../../collector/sending/target.ts'
import type { ChannelKind } from '../../collector/vocabulary.ts'

test.each<[ChannelKind, string]>([
  ['email', 'ann@example.com'],
  ['webhook', 'https://example.com'],
  ['webhook', 'http://example.com:8080/hook?x=1'],
  ['slack', 'https://hooks.slack.com/services/T0/B0/xyz'],
  ['teams', 'https://prod-1.westeurope.logic.azure.com:443/workflows/a?sig=b'],
])('%s to %s is taken', (kind, to) => {
  expect(wrongTarget(kind, to)).toBeUndefined()
})

test.each<[ChannelKind, string]>([
  ['email', 'ann@example.com\nBcc: eve@example.com'],
  ['email', 'https://example.com'],
  ['webhook', 'ann@example.com'],
  ['webhook', 'ftp://example.com'],
  ['webhook', 'file:///etc/passwd'],
  ['webhook', 'javascript:alert(1)'],
  ['webhook', 'https://user:password@example.com/'],
  ['webhook', 'https://example.com/#part'],
  ['webhook', 'http://example.com:25/'],
  ['webhook', 'https://'],
  ['slack', '//hooks.slack.com/services'],
  ['webhook', `https://example.com/${'x'.repeat(2_000)}`],
])('%s to %j is refused', (kind, to) => {
  expect(wrongTarget(kind, to)).toBeTypeOf('string')
})

test('a webhook’s address is told without what makes it a key', () => {
  expect(masked('email', 'ann@example.com')).toBe('ann@example.com')
  expect(masked('webhook', 'https://example.com')).toBe('https://example.com')
  expect(masked('webhook', 'https://example.com/hook?key=1')).toBe('https://example.com/…')
  const slack = 'https://hooks.slack.com/services/T00000000/B00000000/abcdefghijklmnop'
  expect(masked('slack', slack)).toBe('https://hooks.slack.com/…mnop')
})
