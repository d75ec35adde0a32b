import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SETTINGS } from '../collector/all-settings.ts'
import { ConfigError, explainConfig, readConfig } from '../collector/config.ts'

test('a flag goes before the environment, the environment before the default', () => {
  const environment = { TRIBUTARY_PORT: '9000', TRIBUTARY_HOST: '0.0.0.0' }
  expect(readConfig({ port: '9001' }, environment)).toMatchObject({
    port: 9001,
    host: '0.0.0.0',
    data: './data',
    rateLimit: 50,
    trackerPath: '/t',
  })
})

test('each value says where it comes from', () => {
  const entries = explainConfig({ demo: true }, { TRIBUTARY_DATA: '/srv/data' })
  const origins = Object.fromEntries(entries.map(({ name, origin }) => [name, origin]))
  expect(origins).toMatchObject({ demo: 'flag', data: 'environment', port: 'default' })
})

test('an unknown variable is named with the nearest known one', () => {
  expect(() => readConfig({}, { TRIBUTARY_PROT: '1' })).toThrow(
    'unknown setting "TRIBUTARY_PROT"; the nearest known is "TRIBUTARY_PORT"',
  )
})

test('an empty variable is not set', () => {
  expect(readConfig({}, { TRIBUTARY_PORT: '' }).port).toBe(8787)
})

test.each([
  ['TRIBUTARY_PORT', '80.5'],
  ['TRIBUTARY_PORT', '65536'],
  ['TRIBUTARY_RATE_LIMIT', '-1'],
  ['TRIBUTARY_TRUST_PROXY', '10.0.0.0/33'],
  ['TRIBUTARY_TRACKER_PATH', 't'],
  ['TRIBUTARY_TRACKER_PATH', '/api'],
  ['TRIBUTARY_PUBLIC_URL', 'growth.example.com'],
  ['TRIBUTARY_LOG_LEVEL', 'loud'],
  ['TRIBUTARY_DEMO', 'maybe'],
])('%s=%s stops the start and says so', (name, value) => {
  expect(() => readConfig({}, { [name]: value })).toThrow(ConfigError)
  expect(() => readConfig({}, { [name]: value })).toThrow(`${name} is "${value}"; expected`)
})

test('a list of proxies may be separated by commas or spaces', () => {
  const { trustProxy } = readConfig({}, { TRIBUTARY_TRUST_PROXY: '127.0.0.1, 10.0.0.0/8 ::1' })
  expect(trustProxy).toEqual(['127.0.0.1', '10.0.0.0/8', '::1'])
})

test('the documentation lists every setting with its flag and variable', () => {
  const page = readFileSync('docs/configuration.md', 'utf8')
  for (const { flag, env } of Object.values(SETTINGS)) {
    expect(page).toContain(`| \`${flag.split(' ')[0]}\` | \`${env}\` |`)
  }
})
