import { expect, test } from 'vitest'
import { readAgent } from '../../collector/intake/user-agent.ts'

const APPLE = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
const iphone = (os: string, rest: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) ${APPLE} ${rest}`
const ipad = (os: string, rest: string) =>
  `Mozilla/5.0 (iPad; CPU OS ${os} like Mac OS X) ${APPLE} ${rest}`
const SAFARI = 'Mobile/15E148 Safari/604.1'

test.each([
  ['an iPhone frozen at 18.6', iphone('18_6', `Version/26.0 ${SAFARI}`), '26.0'],
  ['an iPhone frozen at 18.7', iphone('18_7', `Version/26.2 ${SAFARI}`), '26.2'],
  ['a patch release', iphone('18_6_2', `Version/26.0.1 ${SAFARI}`), '26.0'],
  ['the next system', iphone('18_7', `Version/27.0 ${SAFARI}`), '27.0'],
  ['an iPad', ipad('18_6', `Version/26.1 ${SAFARI}`), '26.1'],
  ['Edge', iphone('18_7', `Version/26.0 EdgiOS/141.0.3537.60 ${SAFARI}`), '26.0'],
  ['an iPhone that is at 18.6', iphone('18_6', `Version/18.6 ${SAFARI}`), '18.6'],
  ['an iPhone at 17.5', iphone('17_5_1', `Version/17.5 ${SAFARI}`), '17.5'],
  // Nothing in it says more: an app's view has no version, and Chrome has its own.
  ['an app', iphone('18_7', 'Mobile/15E148'), '18.7'],
  ['Chrome', iphone('26_0', `CriOS/141.0.7390.26 ${SAFARI}`), '26.0'],
])('%s says its system', (_, agent, version) => {
  expect(readAgent(agent)).toMatchObject({ os: 'iOS', os_version: version })
})

test('a Mac that runs Safari 26 stays what it says', () => {
  const agent = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${APPLE} Version/26.0 Safari/605.1.15`
  expect(readAgent(agent)).toMatchObject({ os: 'Mac OS', os_version: '10.15' })
})
