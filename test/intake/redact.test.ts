import { expect, test } from 'vitest'
import { redact } from '../../collector/intake/redact.ts'

test.each([
  ['/pricing', '/pricing'],
  ['/@ada/posts', '/@ada/posts'],
  ['/unsubscribe/ada@example.org', '/unsubscribe/[email]'],
  ['/u/ada%40example.org/done', '/u/[email]/done'],
  ['/reset/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '/reset/[token]'],
  ['/order/3b241101-e2bb-4255-8caf-4136c566a962', '/order/3b241101-e2bb-4255-8caf-4136c566a962'],
  ['/cb#access_token=abcdef123456&state=1', '/cb#access_token=[token]&state=1'],
  ['/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0abc.c2lnbmF0dXJl', '/reset/[token]'],
])('%s is kept as %s', (path, kept) => {
  expect(redact(path)).toBe(kept)
})
