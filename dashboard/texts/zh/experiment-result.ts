import type { result as english } from '../en/experiment-result.ts'

export const result: typeof english = {
  savePage: '保存为网页',
  same: 'A/A 测试：任何版本都没有改动。它用来检验分流和统计，应当什么也发现不了。',
  nothing: '没有改动，也没有发现差异，正应如此。',
  rule: '当区间带不再包含零时即有结论；最早也要有一周观察期已满的数据，且每个版本预期有 25 人完成目标。',
  small: (effect) => `灰色：两侧小于 ${effect}，小到不重要。`,
  planned: (people, effect) => `计划：${people} 人，以看出 ${effect} 的变化。`,
  judgedThen: '指标和计划是该阶段当时所用的。',
  fields: {
    site: '网站',
    made: '截至',
    key: '标识',
    owner: '负责人',
    hypothesis: '预期',
    state: '状态',
    winner: '已上线',
    unit: '单位',
    pages: '页面',
    coverage: '参与比例',
    phases: '阶段',
    exposed: '参与人数',
  },
  tried: '实验内容',
  control: '不做改动',
  running: '仍在进行',
  logChanged: (fields) => `更改了 ${fields}`,
  logAdded: '新建',
  logRemoved: '删除',
  notes: '如何阅读',
  reading:
    '区间以表头所示的概率包含真实的变化。只统计观察期已满的人。结论依据所有查看结果的交集，无论查看多少次都有效。',
}
