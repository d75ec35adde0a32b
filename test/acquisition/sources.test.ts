import { describe, expect, test } from 'vitest'
import { AI } from '../../collector/acquisition/sources/ai.ts'
import { APPS } from '../../collector/acquisition/sources/apps.ts'
import { EMAIL } from '../../collector/acquisition/sources/email.ts'
import { SEARCH } from '../../collector/acquisition/sources/search.ts'
import { SHOPPING } from '../../collector/acquisition/sources/shopping.ts'
import { SOCIAL } from '../../collector/acquisition/sources/social.ts'
import { SPELLINGS } from '../../collector/acquisition/sources/spellings.ts'
import { entriesOf } from '../../collector/acquisition/sources/table.ts'
import { VIDEO } from '../../collector/acquisition/sources/video.ts'
import { KNOWN_SOURCES, sourceOfHost, sourceOfTag } from '../../collector/acquisition/sources.ts'
import { arrival } from './site.ts'

const TABLES = [SEARCH, SOCIAL, VIDEO, SHOPPING, EMAIL, AI]

describe('the table', () => {
  test('knows more than 400 hosts and packages', () => {
    expect(KNOWN_SOURCES).toBeGreaterThan(400)
  })

  test('lists every host and every package once', () => {
    const hosts = TABLES.flatMap(entriesOf).map(([host]) => host)
    const packages = Object.values(APPS)
      .flatMap(entriesOf)
      .map(([app]) => app)
    expect(hosts.filter((host, i) => hosts.indexOf(host) !== i)).toEqual([])
    expect(packages.filter((app, i) => packages.indexOf(app) !== i)).toEqual([])
  })

  test('holds bare hosts in lower case, a few with the first part of a path', () => {
    const hosts = TABLES.flatMap(entriesOf).map(([host]) => host)
    expect(hosts.filter((host) => !/^[a-z\d-]+(\.[a-z\d-]+)+(\/[a-z]+)?$/.test(host))).toEqual([])
    expect(hosts.filter((host) => host.startsWith('www.'))).toEqual([])
  })

  test('spells only names that it knows, and no spelling of two', () => {
    const entries = entriesOf(SPELLINGS)
    expect(entries.filter(([, name]) => !sourceOfTag(name))).toEqual([])
    expect(entries.filter(([spelt, name]) => sourceOfTag(spelt)?.name !== name)).toEqual([])
  })
})

describe('hosts', () => {
  test.each([
    ['google.com', 'google', 'search'],
    ['google.co.uk', 'google', 'search'],
    ['google.com.br', 'google', 'search'],
    ['yandex.com.tr', 'yandex', 'search'],
    ['ya.ru', 'yandex', 'search'],
    ['yahoo.co.jp', 'yahoo', 'search'],
    ['uk.search.yahoo.com', 'yahoo', 'search'],
    ['bing.com', 'bing', 'search'],
    ['cn.bing.com', 'bing', 'search'],
    ['msn.com', 'msn', 'search'],
    ['baidu.com', 'baidu', 'search'],
    ['sogou.com', 'sogou', 'search'],
    ['so.com', '360', 'search'],
    ['naver.com', 'naver', 'search'],
    ['duckduckgo.com', 'duckduckgo', 'search'],
    ['search.brave.com', 'brave', 'search'],
    ['news.google.com', 'google news', 'search'],
    ['play.google.com', 'google play', 'search'],
    ['mail.google.com', 'gmail', 'email'],
    ['gemini.google.com', 'gemini', 'ai'],
    ['groups.google.com', 'google groups', 'social'],
    ['t.co', 'x', 'social'],
    ['x.com', 'x', 'social'],
    ['twitter.com', 'x', 'social'],
    ['l.facebook.com', 'facebook', 'social'],
    ['lm.facebook.com', 'facebook', 'social'],
    ['lnkd.in', 'linkedin', 'social'],
    ['de.linkedin.com', 'linkedin', 'social'],
    ['out.reddit.com', 'reddit', 'social'],
    ['threads.net', 'threads', 'social'],
    ['bsky.app', 'bluesky', 'social'],
    ['fosstodon.org', 'mastodon', 'social'],
    ['discord.com', 'discord', 'social'],
    ['t.me', 'telegram', 'social'],
    ['wa.me', 'whatsapp', 'social'],
    ['away.vk.com', 'vk', 'social'],
    ['weibo.com', 'weibo', 'social'],
    ['mp.weixin.qq.com', 'wechat', 'social'],
    ['xiaohongshu.com', 'xiaohongshu', 'social'],
    ['zhihu.com', 'zhihu', 'social'],
    ['line.me', 'line', 'social'],
    ['kakao.com', 'kakao', 'social'],
    ['blog.naver.com', 'naver blog', 'social'],
    ['news.ycombinator.com', 'hacker news', 'social'],
    ['stackoverflow.com', 'stack overflow', 'social'],
    ['medium.com', 'medium', 'social'],
    ['jane.medium.com', 'medium', 'social'],
    ['netflix.com', 'netflix', 'video'],
    ['youtu.be', 'youtube', 'video'],
    ['bilibili.com', 'bilibili', 'video'],
    ['douyin.com', 'douyin', 'video'],
    ['smile.amazon.com', 'amazon', 'shopping'],
    ['ebay.co.uk', 'ebay', 'shopping'],
    ['item.taobao.com', 'taobao', 'shopping'],
    ['chatgpt.com', 'chatgpt', 'ai'],
    ['chat.openai.com', 'chatgpt', 'ai'],
    ['claude.ai', 'claude', 'ai'],
    ['perplexity.ai', 'perplexity', 'ai'],
    ['copilot.microsoft.com', 'copilot', 'ai'],
    ['chat.deepseek.com', 'deepseek', 'ai'],
    ['grok.com', 'grok', 'ai'],
    ['chat.mistral.ai', 'mistral', 'ai'],
    ['phind.com', 'phind', 'ai'],
    ['you.com', 'you.com', 'ai'],
    ['kimi.com', 'kimi', 'ai'],
    ['doubao.com', 'doubao', 'ai'],
    ['yuanbao.tencent.com', 'yuanbao', 'ai'],
    ['metaso.cn', 'metaso', 'ai'],
    ['poe.com', 'poe', 'ai'],
    ['outlook.live.com', 'outlook', 'email'],
    ['us-mg6.mail.yahoo.com', 'yahoo mail', 'email'],
    ['mail.qq.com', 'qq mail', 'email'],
    ['images.google.de', 'google', 'search'],
    ['lens.google.co.uk', 'google', 'search'],
    ['shopping.google.com.br', 'google shopping', 'shopping'],
    ['news.google.fr', 'google news', 'search'],
    ['scholar.google.co.jp', 'google', 'search'],
    ['mail.uol.com.br', 'uol', 'email'],
    ['webmail.orange.fr', 'orange.fr', 'email'],
    ['3c.web.de', 'web.de', 'email'],
    ['labs.openai.com', 'chatgpt', 'ai'],
    ['aistudio.google.com', 'google ai studio', 'ai'],
    ['huggingface.co/chat', 'huggingchat', 'ai'],
    ['venice.ai', 'venice.ai', 'ai'],
    ['openrouter.ai', 'openrouter', 'ai'],
    ['com.google.android.gm', 'gmail', 'email'],
    ['com.google.android.googlequicksearchbox', 'google', 'search'],
    ['com.linkedin.android', 'linkedin', 'social'],
    ['com.tencent.mm', 'wechat', 'social'],
    ['com.openai.chatgpt', 'chatgpt', 'ai'],
  ])('%s is %s, %s', (host, name, kind) => {
    expect(sourceOfHost(host)).toEqual({ name, class: kind })
  })

  test.each([
    'microsoft.com',
    'wix.com',
    'fedex.com',
    'dropbox.com',
    'netflix.com.evil.net',
    'notgoogle.com',
    'google.evil.com',
    'google.com.evil.net',
    'docs.google.com',
    'maps.google.com',
    'maps.google.de',
    'images.google.evil.com',
    'images.notgoogle.de',
    'huggingface.co',
    'platform.openai.com',
    'web.de',
    'uol.com.br',
    'lh3.googleusercontent.com',
    'googleusercontent.com',
    'news.naver.com',
    'finance.yahoo.com',
    'pan.baidu.com',
    'aws.amazon.com',
    'openai.com',
    'linkedin.com.evil.net',
    'bbc.co.uk',
  ])('%s is a plain referral', (host) => {
    expect(sourceOfHost(host)).toBeUndefined()
    expect(arrival('', `https://${host}/`)).toMatchObject({ source: host, channel: 'Referral' })
  })
})

describe('utm_source', () => {
  test.each([
    ['fb', 'facebook'],
    ['FB', 'facebook'],
    ['ig', 'instagram'],
    ['google.com', 'google'],
    ['www.google.de', 'google'],
    ['LinkedIn', 'linkedin'],
    ['youtube.com', 'youtube'],
    ['https://m.facebook.com/', 'facebook'],
    ['twitter', 'x'],
    ['hacker_news', 'hacker news'],
    ['xhs', 'xiaohongshu'],
    ['微博', 'weibo'],
    ['chatgpt.com', 'chatgpt'],
    ['openai.com', 'chatgpt'],
    ['https://www.openai.com/', 'chatgpt'],
    ['OpenAI.com.', 'chatgpt'],
    ['huggingface.co/chat', 'huggingchat'],
    ['https://huggingface.co/chat/conversation/1', 'huggingchat'],
    ['images.google.at', 'google'],
    ['google.de:443', 'google'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
    ['Some Partner', 'some partner'],
    ['search', 'search'],
    ['info', 'info'],
  ])('%s is %s', (value, source) => {
    expect(arrival(`?utm_source=${encodeURIComponent(value)}&utm_medium=x`).source).toBe(source)
  })
})
