import { expect, test } from 'vitest'
import { notifications as en } from '../../dashboard/texts/en/notifications.ts'
import { notifications as zh } from '../../dashboard/texts/zh/notifications.ts'
import { deliveryWords } from '../../dashboard/views/settings/delivery-words.ts'

test.each([
  ['gave no answer in time', en.said.late],
  ['Greeting never received: ETIMEDOUT', en.said.late],
  ['leads into a private network, where nothing is sent unless …', en.said.private],
  ['this server sends no e-mail: TRIBUTARY_SMTP_URL is not set', en.said.noMail],
  ['getaddrinfo ENOTFOUND hooks.example.com', 'there is no host hooks.example.com'],
  ['connect ECONNREFUSED 127.0.0.1:9', en.said.refused],
  ['answered 404', 'it answered 404'],
  ['answered 404: no_service', 'it answered 404: no_service'],
  ['answered errcode -1: 系统繁忙', 'it answered errcode -1: 系统繁忙'],
  ['answered code 19021: sign match fail', 'it answered code 19021: sign match fail'],
  ['550 no such user', '550 no such user'],
])('%j reads %j', (detail, words) => {
  expect(deliveryWords(detail, en.said)).toBe(words)
})

test('in Chinese, too', () => {
  expect(deliveryWords('answered 410', zh.said)).toBe('对方返回 410')
})
