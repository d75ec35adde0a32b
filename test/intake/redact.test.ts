import { expect, test } from 'vitest'
import { redactPath } from '../../collector/intake/redact.ts'

test.each([
  ['/pricing', '/pricing'],
  ['/@ada/posts', '/@ada/posts'],
  ['/unsubscribe/ada@example.org', '/unsubscribe/[email]'],
  ['/u/ada%40example.org/done', '/u/[email]/done'],
  ['/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0abc.c2lnbmF0dXJl', '/reset/[token]'],
])('%s is kept as %s', (path, kept) => {
  expect(redactPath(path)).toBe(kept)
})
