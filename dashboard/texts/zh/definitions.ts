import type { definitions as english } from '../en/definitions.ts'

export const definitions: typeof english = {
  began: {
    name: '进入',
    definition: '在本时间段内完成第一步的访客、访问或尝试。只要时间窗口未结束，其后的行为均计入。',
  },
  step: {
    name: '占上一步的比例',
    definition: '到达该步的人数除以到达上一步的人数。将指针停在数字上可查看置信区间。',
  },
  overall: { name: '总转化率', definition: '到达最后一步的人数除以进入的人数。' },
  bars: {
    name: '流失位置',
    definition:
      '每根柱形代表一步，均以第一步为尺度。斜线部分是到达上一步而未到达该步的人；细线为该比例的 95% 置信区间；虚线为对比时间段。仍可能继续的人计入已到达的步骤，不算流失。',
  },
  trend: {
    name: '按日趋势',
    definition:
      '当日进入的人中走完全程的比例。色带是偶然波动（含网站自身的离散程度）所及的范围；空心的日期仍可能变化，竖条表示可能的范围。',
  },
  units: { name: '数量', definition: '走过该路径的访问次数或人数。' },
  ofPaths: { name: '占比', definition: '走过该路径的数量除以全部路径的数量。' },
  converts: { name: '转化', definition: '走过该路径的人中，在途中或其后达成目标的比例。' },
  curve: {
    name: '回访比例',
    definition:
      '第 n 个周期已结束的所有人中，在该周期内回访的比例：按各同期群人数加权的平均值，附 95% 置信区间。',
  },
  cohorts: {
    name: '按首次到来的时间',
    definition:
      '每行是同一周期首次到来的人；每格是其中在若干周期后回访的比例。带斜线的格子尚未结束；不足 20 人时不显示比例。',
  },
  entered: {
    name: '人数',
    definition:
      '本时间段内进入的所有人，按其首次访问的情况划分。每个比例下方是其 95% 置信区间及对应人数，即该周期已结束的人数。',
  },
  useShare: {
    name: '功能使用占比的变化',
    definition:
      '在从首个周期算起的各周期内到访的人中，做过每个事件的人数占全部事件人数之和的比例。每列合计为 100%。',
  },
  sticky: {
    name: '粘性',
    definition:
      '最近一个已结束日期的人数，除以截至该日 7 天或 30 天的人数。人人每日使用的网站为 100%。',
  },
  didFirst: { name: '做过', definition: '在首个周期内做过此事的人数。' },
  withIt: {
    name: '做过者的回访',
    definition: '在首个周期内做过此事的人中，一个周期后回访的比例。',
  },
  withoutIt: { name: '未做过者', definition: '其余所有人的同一比例。' },
  difference: {
    name: '差异',
    definition: '做过者的比例减去未做过者的比例。区间包含 0 时，可能只是偶然。',
  },
  phi: {
    name: '相关系数',
    definition:
      'Phi 系数，取值 −1 至 1：此事与留存同时出现的紧密程度。0.4 至 0.6 为相关，更高为强相关。它并不说明因果。',
  },
  verdict: {
    name: '结论',
    definition:
      '相关程度的判断；若可能只是偶然则注明，判断时合并考虑所有尝试过的事件与次数（Benjamini–Hochberg，5%）。',
  },
  stayWith: { name: '做过者的留存', definition: '在最初几天内做到该次数的人中，后来仍在的比例。' },
  stayWithout: { name: '未做过者', definition: '本时间段内到来的其余所有人的同一比例。' },
}
