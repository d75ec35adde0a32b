import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { zipOf } from '../../dashboard/blocks/downloads/zip.ts'

const FILES = [
  { name: 'shop-channel.csv', text: '\uFEFFKanal,Besucher\r\nE-Mail,3\r\n' },
  { name: 'shop-页面.csv', text: '/,1\r\n' },
  { name: 'shop-channel.csv', text: 'another\r\n' },
]

test('every file comes out of the archive as it went in, and a second of one name has a number', () => {
  const found = Object.entries(unzipSync(zipOf(FILES)))
  expect(found.map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['shop-channel.csv', FILES[0]?.text],
    ['shop-页面.csv', FILES[1]?.text],
    ['shop-channel-2.csv', FILES[2]?.text],
  ])
})
