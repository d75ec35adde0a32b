import { expect, test } from 'vitest'
import { isCommon } from '../../collector/auth/common-passwords.ts'

test.each([
  ...[
    'password123',
    'Password2026!',
    'P4ssw0rd!!',
    'passwordpassword',
    'mypassword1',
    'Qwertyuiop',
  ],
  ...[
    '1234567890',
    '9876543210',
    'abcdefghij',
    'aaaaaaaaaa',
    'abcabcabcabc',
    '1q2w3e4r5t',
    '..........',
  ],
  ...['Welcome2024', 'iloveyou1234', 'Summer2026!', 'adminadmin1', 'qwerty123456', 'letmein12345'],
  ...['correct horse battery staple', 'ＰＡＳＳＷＯＲＤ１２３'],
])('%s is among the first to be guessed', (password) => {
  expect(isCommon(password)).toBe(true)
})

test.each([
  ...[
    'correct horse',
    'a calm river finds the sea',
    'a long password',
    'monkey dragon summer love',
  ],
  ...[
    'xK4-vb9_qLw2',
    'tR0ub4dor&3x',
    '那条河流入大海从不回头',
    '8305712946',
    `${'x'.repeat(500)}1`,
  ],
])('%s is not', (password) => {
  expect(isCommon(password)).toBe(false)
})

test('one’s own names guard nothing', () => {
  const names = ['carol.miller@acme.example', 'Harbour Coffee', 'harbour.example']
  expect(isCommon('Miller-1984!', names)).toBe(true)
  expect(isCommon('harbourcoffee2026', names)).toBe(true)
  expect(isCommon('carolmiller99', names)).toBe(true)
  expect(isCommon('harbour lights at dusk', names)).toBe(false)
})
