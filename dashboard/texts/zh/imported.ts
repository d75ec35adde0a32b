import type { imported as english } from '../en/imported.ts'

const leftOut = {
  hours: '只有按天的合计',
  filters: '无法按这些条件筛选',
  dimensions: '每次只按一个维度合计',
}

export const imported: typeof english = {
  until: (day) => `截至 ${day} 为导入数据`,
  hint: (tools, days) => `${days}的数据由 ${tools} 汇总，之后为本网站自己的数据。`,
  bucket: '导入',
  partly: '部分为导入',
  visitorDays: (day) => `截至 ${day} 按日访客数相加`,
  visitorDaysHint:
    '导入的数据只说明每天有多少访客，不说明是谁：同一个人在三个导入日来访会计为三次。',
  noneUntil: (day) => `仅 ${day} 之后的自有数据`,
  lacks: (names) => `不含：${names}。`,
  leftOut: (day, why) => `未包含导入数据（截至 ${day}）：${leftOut[why]}。`,
  tools: { plausible: 'Plausible', ga4: 'Google Analytics 4' },
}
