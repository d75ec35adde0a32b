import type { developers as english } from '../en/developers.ts'

export const developers: typeof english = {
  sql: '用 SQL 查询',
  intro:
    '对本网站数据副本执行一条 SELECT：不会改动任何数据，也看不到别的内容。人数和转化在报表中按仪表盘的口径统计；报表能回答的，请看报表。',
  query: '查询',
  hint: (key) => `按 ${key} 运行。上一次的查询保存在此浏览器中。`,
  run: '运行',
  stop: '停止',
  running: '正在运行…',
  file: 'query',
  caption: '结果',
  none: '没有数据行',
  noneHint: '查询已执行，没有找到任何数据。',
  rows: (rows) => `${rows.text} 行`,
  cut: (rows) => `仅显示前 ${rows.text} 行，文件中最多 50,000 行。`,
  eventsFrom: (day) => `${day} 之前的事件只在 ClickHouse 中，不在这些表里。`,
  tables: '数据表',
  about: {
    visits: '时段内的访问',
    events: '事件，无论是否属于某次访问',
    people: '访客',
    accounts: '账户',
    conversions: '各目标的转化与退款',
    spend: '推广花费',
  },
  assistants: 'AI 助手',
  assistantsIntro:
    'Claude、Cursor、VS Code 等助手可通过 Model Context Protocol 查询本网站的报表。请创建一个只读令牌，连同下面的地址一起交给助手。助手读到的内容会发送给其模型的运营方。',
  address: '地址',
  command: '用于 Claude Code',
  toTokens: '创建令牌',
}
