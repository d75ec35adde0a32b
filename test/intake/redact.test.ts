import { expect, test } from 'vitest'
import { redact, redactPath } from '../../collector/intake/redact.ts'

const HEX32 = '9f86d081884c7d659a2feaa0c55ad015'
const HEX40 = `${HEX32}a3bf4f1b`
const HEX64 = `${HEX40}2b0b822cd15d6c15b0f00a08`

test.each([
  ['/pricing', '/pricing'],
  ['/@ada/posts', '/@ada/posts'],
  ['/unsubscribe/ada@example.org', '/unsubscribe/[email]'],
  ['/u/ada%40example.org/done', '/u/[email]/done'],
  ['/u/ada%2540example.org/done', '/u/[email]/done'],
  ['/u/ada.b+c@mail.example.co.uk/done', '/u/[email]/done'],
  ['/u/ada@xn--bcher-kva.xn--p1ai', '/u/[email]'],
  ['/u/ada@example.org-old', '/u/[email]-old'],
  ['/ada@example.org,bob@example.org', '/[email],[email]'],
  ['/ada@b@example.org', '/ada@[email]'],
  // Files, packages and versions are no addresses.
  ['/img/logo@2x.png', '/img/logo@2x.png'],
  ['/img/LOGO@2X.PNG', '/img/LOGO@2X.PNG'],
  ['/img/logo%402x.webp', '/img/logo%402x.webp'],
  ['/img/hero@home.min.jpeg', '/img/hero@home.min.jpeg'],
  ['/npm/vue@3.4.0/dist/vue.js', '/npm/vue@3.4.0/dist/vue.js'],
  ['/npm/vue@latest.min.js.map', '/npm/vue@latest.min.js.map'],
  ['/fonts/sans@v2.woff2', '/fonts/sans@v2.woff2'],
  ['/avatars/ada@example.com.png', '/avatars/[email].png'],
  // Ids are what pages are told apart by.
  [`/order/${HEX32}`, `/order/${HEX32}`],
  [`/commit/${HEX40}`, `/commit/${HEX40}`],
  [`/tx/${HEX64}`, `/tx/${HEX64}`],
  ['/order/3b241101-e2bb-4255-8caf-4136c566a962', '/order/3b241101-e2bb-4255-8caf-4136c566a962'],
  // … unless the path says that the next is a secret.
  [`/reset/${HEX64}`, '/reset/[token]'],
  [`/users/password-reset/${HEX40}/new`, '/users/password-reset/[token]/new'],
  ['/invite/Zm9vYmFy-aB3dE5fG7hI9jK1lM3nO5pQ7', '/invite/[token]'],
  ['/verify/email', '/verify/email'],
  [
    '/token/0xdac17f958d2ee523a2206206994597c13d831ec7',
    '/token/0xdac17f958d2ee523a2206206994597c13d831ec7',
  ],
  [
    '/passwords/how-to-choose-a-strong-one-in-the-year-2026',
    '/passwords/how-to-choose-a-strong-one-in-the-year-2026',
  ],
  [
    '/confirmation/3b241101-e2bb-4255-8caf-4136c566a962',
    '/confirmation/3b241101-e2bb-4255-8caf-4136c566a962',
  ],
  ['/cb#access_token=abcdef123456&state=1', '/cb#access_token=[token]&state=1'],
  ['/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0abc.c2lnbmF0dXJl', '/reset/[token]'],
  ['/a/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0abc/eyJshort.a', '/a/[token]/eyJshort.a'],
  ['/eyJhbGciOiJIUzI1NiJ9/page', '/eyJhbGciOiJIUzI1NiJ9/page'],
])('%s is kept as %s', (path, kept) => {
  expect(redactPath(path)).toBe(kept)
})

test('a title loses addresses, in any script, and keeps prices and handles', () => {
  expect(redact('Mail to ада@пример.рф, 5 @ 3.50 each, thanks @ada')).toBe(
    'Mail to [email], 5 @ 3.50 each, thanks @ada',
  )
})
