import { describe, expect, test } from 'vitest'
import { fileRecords } from '../../collector/intake/file-records.ts'

/** The events of a text that comes in pieces of so many characters. */
async function read(text: string, size: number) {
  async function* pieces() {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
  }
  const events: unknown[] = []
  const written: string[] = []
  for await (const found of fileRecords(pieces())) {
    events.push(...found.events.map((event) => parsed(event)))
    written.push(...found.written)
  }
  return { events, written }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const LINES = ['{"id":"a","name":"A\u2028B"}', '{"id":"b","name":"\u2029"}', '{"id":"c"}']
const EVENTS = LINES.map((line) => JSON.parse(line))

describe.each([1, 2, 3, 7, 10_000])('in pieces of %i characters', (size) => {
  test.each([
    ['lines', LINES.join('\n')],
    ['a line end at the end', `${LINES.join('\n')}\n`],
    ['lines of Windows', `${LINES.join('\r\n')}\r\n`],
    ['empty lines', `\n \n${LINES.join('\n\n')}\n\n`],
    ['a mark of the order of bytes', `\uFEFF${LINES.join('\n')}`],
    ['such a mark before an empty line', `\uFEFF\r\n${LINES.join('\r\n')}`],
  ])('%s are one event each', async (_, text) => {
    expect((await read(text, size)).events).toEqual(EVENTS)
  })

  const ROWS = [
    'id,name,at,title,props,interactive,visitor',
    'event-01,Paid,1767225600000,"a ""b"", c\r\nd","{""x"":""=1"",""n"":-1}",false,\'=1',
    'event-02,"Line\n\n2",0,,,,\'\'=2',
  ]
  const READ = [
    {
      id: 'event-01',
      name: 'Paid',
      at: 1767225600000,
      title: 'a "b", c\r\nd',
      props: { x: '=1', n: -1 },
      interactive: false,
      visitor: '=1',
    },
    { id: 'event-02', name: 'Line\n\n2', at: 0, visitor: "'=2" },
  ]
  test.each([
    ['as export writes it', `${ROWS.join('\n')}\n`],
    ['with the line ends of Windows', ROWS.join('\r\n')],
    ['with a mark of the order of bytes', `\uFEFF${ROWS.join('\n')}`],
  ])('CSV %s is read', async (_, text) => {
    expect((await read(text, size)).events).toEqual(READ)
  })
})

test('CSV of another country has its own separator', async () => {
  const text = 'id;name;at\r\nevent-01;"a;b";5\r\n'
  expect((await read(text, 4)).events).toEqual([{ id: 'event-01', name: 'a;b', at: 5 }])
})

test('a row whose quote never ends costs itself and not those after it', async () => {
  const { events, written } = await read('id,name,at\na,"x,1\nb,y,2\nc,z,3', 5)
  expect(events).toMatchObject([{ id: 'a' }, { id: 'b', at: 2 }, { id: 'c', at: 3 }])
  expect(written).toEqual(['a,"x,1', 'b,y,2', 'c,z,3'])
})

test('a head without events, and a file without anything, hold none', async () => {
  expect((await read('id,name,at\n', 3)).events).toEqual([])
  expect((await read('', 3)).events).toEqual([])
  expect((await read('\uFEFF', 3)).events).toEqual([])
})

test('what is neither is handed on line by line, to be refused by name', async () => {
  expect((await read('hello\nworld', 3)).written).toEqual(['hello', 'world'])
  expect((await read('date,visits\n1,2', 3)).written).toEqual(['date,visits', '1,2'])
})

test('UTF-16 is named', async () => {
  const utf16 = Buffer.from('\uFEFF{"id":"a"}', 'utf16le').toString('utf8')
  await expect(read(utf16, 100)).rejects.toThrow(/UTF-16.*save it as UTF-8/u)
})
