import type { revenueMeanings as english } from '../en/revenue-meanings.ts'

export const revenueMeanings: typeof english = {
  customers: { name: '客户数', definition: '月末为订阅付费的账户，或没有账户的用户。', rule: '' },
  mrr: {
    name: 'MRR',
    definition: '月度经常性收入：所有订阅每月带来的金额，年付按十二分之一计算，试用不计。',
    rule: '',
  },
  arr: { name: 'ARR', definition: '年度经常性收入：MRR 乘以 12。', rule: '' },
  arpa: { name: 'ARPA', definition: '每客户平均收入：MRR 除以客户数。', rule: '' },
  customer_churn: {
    name: '客户流失率',
    definition:
      '当月流失的客户除以月初客户数。应低于 5%，因为在 5% 时，14 个月内会流失一半。是否达到按最近十二个月合并判断。',
    rule: '低于 5%',
  },
  revenue_churn: {
    name: '收入流失率',
    definition:
      '净值：因流失和收缩减少的 MRR，减去留存客户增加的部分，除以期初 MRR。应低于 2%，因为失去的要先补回才能增长。低于零时，留存客户的增加超过了流失。',
    rule: '低于 2%',
  },
  nrr: {
    name: 'NRR',
    definition:
      '净收入留存率：期初 MRR 中，同一批客户在期末的金额。高于 100% 时，没有新客户收入也会增长。',
    rule: '高于 100%',
  },
  grr: {
    name: 'GRR',
    definition:
      '毛收入留存率：同上，但不计客户增加的部分。它显示被扩展掩盖的流失；流失率低于 5% 时每月应高于 95%。',
    rule: '高于 95%',
  },
  quick_ratio: {
    name: '速动比率',
    definition:
      '每失去一单位 MRR（收缩、流失）所增加的 MRR（新增、重新激活、扩展）。应高于 4，否则增长主要用于弥补流失。',
    rule: '高于 4',
  },
  ltv: {
    name: 'LTV',
    definition:
      '客户终身价值：ARPA 乘以毛利率，除以最近十二个完整月份的流失率。区间反映该流失率的不确定性；流失客户少于五位时不给出。',
    rule: '',
  },
  cac: {
    name: 'CAC',
    definition:
      '获客成本：当月花费，连同填写的其他成本（完全成本），除以新客户数。应低于一年的价格，否则垫付的时间会超过大多数套餐。',
    rule: '低于一年的价格',
  },
  ltv_to_cac: {
    name: 'LTV : CAC',
    definition:
      '终身价值除以获客成本。应高于 3，因为剩余部分要承担其他一切开支。只有整个区间都在一侧时才判断。',
    rule: '高于 3',
  },
  payback: {
    name: '回本期',
    definition:
      '客户毛利覆盖获客成本所需的月数，假设此前无人流失。应低于 12 个月，因为在此之前增长消耗现金。',
    rule: '低于 12 个月',
  },
  bridge: {
    name: 'MRR 的变化',
    definition:
      '期初 MRR，加上新增、重新激活和扩展，减去收缩和流失，再加减汇率变化，恰好等于期末 MRR。当月内发生又撤销的不计。',
    rule: '',
  },
  profit: {
    name: '客户何时回本',
    definition:
      '按获取月份的客户：到每次付款时带来的毛利减去获取成本，按人均计。曲线越过零即为回本；流失的客户不再带来收入。',
    rule: '',
  },
  cohorts: {
    name: '按首次付费月份',
    definition:
      '每行是某月首次付费的客户，每格是若干个月后剩下的部分。高于 100% 表示留存客户付的比最初全部还多：负流失，带边框。带斜线的尚未结束。',
    rule: '',
  },
  by: {
    name: '按首次来源或套餐',
    definition:
      '最近完整月份的客户，按首次访问（账户取其成员中最早的）或金额最高的套餐区分。CAC 为该名称下的花费；其他成本不属于任何一项，不计入。',
    rule: '',
  },
  growth: {
    name: '增长的上限',
    definition:
      '只要每月新增客户数和流失率不变，客户数就趋近于 新增 ÷ 流失率：此时新增与流失相等。差距不超过二十分之一即为接近。',
    rule: '',
  },
}
