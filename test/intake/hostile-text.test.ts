import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { looksLikeEmail } from '../../collector/acquisition/warnings.ts'
import { keptAddress } from '../../collector/intake/kept-address.ts'
import { readSender, receive } from '../../collector/intake/receive.ts'
import { redactPath } from '../../collector/intake/redact.ts'
import { readAgent } from '../../collector/intake/user-agent.ts'
import { toMinor } from '../../collector/money.ts'
import { hostname } from '../../collector/settings/sites.ts'

/** No text of a stranger, of 2,048 characters, may cost a millisecond. */

const LENGTH = 2_048
/** On a slow machine half of what it costs to begin anew at each character. */
const MOST_MS = Math.max(1, cost(() => 'a'.repeat(LENGTH).replace(/a+b/g, ''), 0) / 2)

/** What expressions stumble over, alone and in pairs. */
const PARTS = '@ %40 % . - _ / : ; , = ? # { [ ] " * a 0 f \u200b eyJ token __ amp; utm_ \t \n'
  .split(/ /)
  .concat(' ')
const REPEATED = PARTS.flatMap((first) => PARTS.map((second) => first + second))
/** What keeps an expression that is anchored at the end from matching. */
const ENDS = ['', '\u0000\n']

function filled(part: string, end: string): string {
  return part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH - end.length) + end
}

/** Of several runs the best: the others measured the machine. */
function cost(run: () => unknown, enough = MOST_MS / 4): number {
  let least = Number.POSITIVE_INFINITY
  for (let runs = 0; runs < 40 && least >= enough; runs += 1) {
    const began = performance.now()
    run()
    least = Math.min(least, performance.now() - began)
  }
  return least
}

function slow(read: (text: string) => unknown): string[] {
  const texts = REPEATED.flatMap((part) => ENDS.map((end) => filled(part, end)))
  return texts
    .filter((text) => cost(() => read(text)) >= MOST_MS)
    .map((text) => JSON.stringify(text.slice(0, 20)))
}

const FOLDERS = ['intake', 'acquisition', 'http', 'http/api', 'settings', '.']
/** A literal after something that no value can end with, so that it is no division. */
const LITERAL =
  /(?:[(,=:?!&|[{]|return|=>)\s*\/((?:[^/\\\n[*]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\/([a-z]*)/g

function expressionsIn(folder: string): { where: string; expression: RegExp }[] {
  const path = join('collector', folder)
  const files = readdirSync(path).filter((name) => name.endsWith('.ts'))
  return files.flatMap((name) => {
    const source = readFileSync(join(path, name), 'utf8').replaceAll(
      /^\s*(?:\/\/|\/?\*|#!).*$/gm,
      '',
    )
    return [...source.matchAll(LITERAL)].map(([, body = '', flags = '']) => ({
      where: `${folder}/${name} /${body}/`,
      expression: new RegExp(body, flags.includes('g') ? flags : `${flags}g`),
    }))
  })
}

describe('every expression is done with hostile text at once', () => {
  const expressions = FOLDERS.flatMap(expressionsIn)

  test('and all of them are found', () => {
    const sources = expressions.map(({ where }) => where.split(' ')[0])
    expect(expressions.length).toBeGreaterThan(40)
    expect(sources).toContain('intake/redact.ts')
    expect(sources).toContain('acquisition/warnings.ts')
    expect(sources).toContain('http/client-address.ts')
    expect(sources).toContain('http/api/events.ts')
  })

  test.each(expressions)('$where', { timeout: 60_000 }, ({ expression }) => {
    expect(slow((text) => text.replace(expression, ''))).toEqual([])
  })
})

describe('so is what reads', () => {
  const sender = readSender({}, { ip: '', userAgent: '' })
  const origin = { sender, clock: null, allowed: ['q'] }
  const event = { id: 'hostile-text', name: 'outbound', at: 0 }
  test.each<[string, (text: string) => unknown]>([
    ['a path', redactPath],
    ['a tag', looksLikeEmail],
    ['a host name', hostname],
    ['an amount', (text) => toMinor(text, 'EUR')],
    ['a followed address', (text) => keptAddress(`https://a.example/${text}?q=${text}`, ['q'])],
    ['an address without host', (text) => keptAddress(text, ['q'])],
    [
      'an event',
      (url) => receive({ ...event, url: `https://a.example/${url}`, title: url }, origin),
    ],
  ])('%s', { timeout: 60_000 }, (_, read) => {
    expect(slow(read)).toEqual([])
  })
})

test('a user agent of any length costs one reading, and no more than its beginning', () => {
  const agents = REPEATED.map((part) => filled(part, '').slice(0, 1_024))
  const costs = agents.map((agent) => cost(() => readAgent(`${agent}${Math.random()}`)))
  expect(Math.max(...costs)).toBeLessThan(10)
})
