import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const FOLDER = 'dashboard/texts/zh'
/** Words that the trade has better ones for, or that stood beside another for the same thing. */
const GIVEN_UP = [
  ...['站点', '本站', '着陆页', '广告系列', '受众', '上一时间段', '带标记的链接', '共享'],
  // Of something that happened it may be said.
  '(?<!未)报告',
]

test.each(readdirSync(FOLDER))('%s has one word for a thing', (file) => {
  const said = readFileSync(`${FOLDER}/${file}`, 'utf8')
  expect(said.match(new RegExp(GIVEN_UP.join('|'), 'gu')) ?? []).toEqual([])
})
