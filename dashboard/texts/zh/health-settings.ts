import type { healthSettings as english } from '../en/health-settings.ts'

export const healthSettings: typeof english = {
  intro: '账户健康度的计算方式。已存储的数据不变：所有评分（包括过去的）都会重新计算。',
  weights: '各部分的权重',
  weightsHint: '无需合计为 100，只看相互之间的比例。',
  keys: '关键事件',
  keysHint:
    '账户应当用到的功能，每行一个，最多 14 个：事件名称、路径（如 /reports/*），或 goal: 加目标名称。',
  signals: '购买信号',
  signalsHint: '有购买意向的人会做的事，每行一个：表现出的占比即为热度。',
  usualKeys: '默认关键事件：网站的目标；没有目标时取最多账户用到的 5 个事件',
  usualSignals: '默认购买信号：路径含 pricing、upgrade、billing 或 checkout 的页面',
  preview: '查看变化',
  previewTitle: '评分变化',
  moved: (moved, all) => `${all.text} 个账户中有 ${moved.text} 个变动 5 分及以上。`,
  risk: (newly, noMore) => `新增 ${newly.text} 个有风险，${noMore.text} 个不再有风险。`,
  told: (now, then) => `60 天前的评分判断流失的正确率：现在 ${now}，更改后 ${then}。`,
  account: '账户',
  before: '现在',
  after: '更改后',
  change: '变化',
  atRisk: '有风险',
}
