import { metricNames } from '../../../collector/metric-names/zh.ts'
import type { Texts } from '../texts.ts'

export const metrics: Texts['metrics'] = {
  visitors: {
    name: metricNames.visitors,
    definition:
      '有过访问的不同的人。一个人是一个浏览器；识别身份后，同一用户的多个浏览器算一个人。',
  },
  visits: {
    name: metricNames.visits,
    definition:
      '中间没有超过访问超时（默认 30 分钟）间隔的一段连续活动。新的推广活动会开始新的访问。',
  },
  pageviews: {
    name: metricNames.pageviews,
    definition: '看过的页面数，包括单页应用内的页面切换。',
  },
  events: {
    name: metricNames.events,
    definition:
      '浏览页面以外的一切操作：自定义事件、外链点击、下载和表单提交，也包括服务器在本人不在网站时发送的事件。',
  },
  people: {
    name: metricNames.people,
    definition: '有过此类事件的不同的人，也包括由服务器在本人不在网站时发送的事件。',
  },
  bounce_rate: {
    name: metricNames.bounce_rate,
    definition: '最多只有一次浏览且没有任何互动的访问所占比例。',
  },
  engaged_rate: {
    name: metricNames.engaged_rate,
    definition: '专注至少 10 秒、浏览至少两页或有转化的访问所占比例。',
  },
  visit_duration: {
    name: metricNames.visit_duration,
    definition: '一次访问从第一个到最后一个事件的平均时间，计入所有访问。',
  },
  views_per_visit: { name: metricNames.views_per_visit, definition: '浏览量除以访问数。' },
  scroll_depth: {
    name: metricNames.scroll_depth,
    definition: '每次浏览滚动到的最大比例的平均值。',
  },
  time_on_page: {
    name: metricNames.time_on_page,
    definition: '每次浏览中页面可见且处于焦点的平均时间。',
  },
  conversions: {
    name: metricNames.conversions,
    definition:
      '达成目标的次数；未选定目标时为所有目标之和。按渠道、来源或推广活动细分时，归于转化发生的那次访问，而非最初带来该访客的访问。',
  },
  converted_visitors: { name: metricNames.converted_visitors, definition: '达成目标的不同的人。' },
  conversion_rate: { name: metricNames.conversion_rate, definition: '达成目标的人数除以访客数。' },
  revenue: {
    name: metricNames.revenue,
    definition: '转化带来的金额，按当日汇率折算为网站货币。退款会扣减。',
  },
  average_value: { name: metricNames.average_value, definition: '收入除以转化次数。' },
  refunds: { name: metricNames.refunds, definition: '退回目标收入的事件数。' },
}
