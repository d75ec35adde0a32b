import type { beside as english } from '../en/beside.ts'

export const beside: typeof english = {
  segment: (name) => `分群：${name}`,
  everyone: '全部访客',
  others: '其余访客',
  difference: '差异',
  more: (size, others) => `比“${others}”高 ${size}`,
  less: (size, others) => `比“${others}”低 ${size}`,
  same: (others) => `与“${others}”相同`,
  value: (others, value) => `${others}：${value}`,
  onlyHere: '仅此有',
  notHere: '此处无',
  greatest: '差异',
  head: (metric, side) => `${metric}：${side}`,
  sides: (own, others) => `${own} 与 ${others}`,
  of: (own) => `仅“${own}”`,
  compareWith: (name) => `与${name}对比`,
  compareSegment: (name) => `与分群“${name}”对比`,
  gone: '此地址要对比的分群已不存在，当前没有对比。',
  days: '与上一时段对比',
}
