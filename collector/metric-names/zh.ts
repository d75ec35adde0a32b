import type { Metric } from '../vocabulary.ts'

/** What the dashboard, alerts and digests call the metrics. */
export const metricNames: Record<Metric, string> = {
  visitors: '访客数',
  visits: '访问次数',
  pageviews: '浏览量(PV)',
  events: '事件数',
  people: '人数',
  bounce_rate: '跳出率',
  engaged_rate: '互动率',
  visit_duration: '访问时长',
  views_per_visit: '每次访问浏览量',
  scroll_depth: '滚动深度',
  time_on_page: '页面停留时间',
  conversions: '转化次数',
  converted_visitors: '转化人数',
  conversion_rate: '转化率',
  revenue: '收入',
  average_value: '平均转化价值',
  refunds: '退款',
}

/** … of one goal; what is not here has nothing to do with goals. */
export const ofGoal: Partial<Record<Metric, (goal: string) => string>> = {
  conversions: (goal) => goal,
  converted_visitors: (goal) => `${goal}人数`,
  conversion_rate: (goal) => `${goal}转化率`,
  revenue: (goal) => `${goal}收入`,
  average_value: (goal) => `${goal}平均价值`,
  refunds: (goal) => `${goal}退款`,
}
