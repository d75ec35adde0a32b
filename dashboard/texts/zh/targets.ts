import type { targets as english } from '../en/targets.ts'

export const targets: typeof english = {
  title: (goal) => `“${goal}”的目标值`,
  of: (done, target) => `${done} / ${target}`,
  conversions: ({ text }) => `${text} 次转化`,
  revenue: (sum) => `${sum} 收入`,
  during: { week: '本周', month: '本月', quarter: '本季度' },
  sentence: (so, during, state) => `${during}：${so}，${state}。`,
  states: {
    early: '为时尚早',
    reached: '已达成',
    behind: (gap) => `落后进度 ${gap}`,
    ahead: (gap) => `领先进度 ${gap}`,
    on: '与进度一致',
  },
  expected: (expected, isRhythm) =>
    isRhythm
      ? `按最近八周的星期和时段规律，到目前应完成 ${expected}。`
      : `按已过去的时间，到目前应完成 ${expected}：最近八周的转化太少，看不出规律。`,
  chance: '这一差距未超出随机波动的范围。',
  forecast: (forecast, day) => `照此下去，到 ${day}可达 ${forecast}。`,
  whole: '针对整个网站，不受当前筛选影响。',
  chart: (goal) => `“${goal}”的累计完成量与进度线`,
  done: '已完成',
  pace: '进度线',
  byEnd: (day) => `截至 ${day}`,
  set: '设定目标值',
  change: '修改目标值',
  overTime: (metric) => `${metric}走势`,
  bySource: '按来源',
  showDay: '点击某天查看当天，拖动可选多天。',
  save: '存为目标值',
  amounts: { count: '转化次数', revenue: '收入' },
  per: '周期',
  pers: { week: '每周', month: '每月', quarter: '每季度' },
  made: (plan, { text }) => `规划：${text} 天内 ${plan}。`,
  everyConversion: '目标值计入每一次转化，老客户的转化也算在内。',
  saved: (goal) => `已设定“${goal}”的目标值。`,
}
