import type { Texts } from '../texts.ts'

export const metrics: Texts['metrics'] = {
  visitors: {
    name: '访客数',
    definition:
      '有过访问的不同的人。一个人是一个浏览器；识别身份后，同一用户的多个浏览器算一个人。',
  },
  visits: {
    name: '访问次数',
    definition:
      '中间没有超过访问超时（默认 30 分钟）间隔的一段连续活动。新的推广活动会开始新的访问。',
  },
  pageviews: { name: '浏览量(PV)', definition: '看过的页面数，包括单页应用内的页面切换。' },
  events: {
    name: '事件',
    definition:
      '浏览页面以外的一切操作：自定义事件、外链点击、下载和表单提交，也包括服务器在本人不在网站时发送的事件。',
  },
  people: {
    name: '人数',
    definition: '有过此类事件的不同的人，也包括由服务器在本人不在网站时发送的事件。',
  },
  bounce_rate: { name: '跳出率', definition: '最多只有一次浏览且没有任何互动的访问所占比例。' },
  engaged_rate: {
    name: '互动率',
    definition: '专注至少 10 秒、浏览至少两页或有转化的访问所占比例。',
  },
  visit_duration: {
    name: '访问时长',
    definition: '一次访问从第一个到最后一个事件的平均时间，计入所有访问。',
  },
  views_per_visit: { name: '每次访问浏览量', definition: '浏览量除以访问数。' },
  scroll_depth: { name: '滚动深度', definition: '每次浏览滚动到的最大比例的平均值。' },
  time_on_page: { name: '页面停留时间', definition: '每次浏览中页面可见且处于焦点的平均时间。' },
  conversions: {
    name: '转化次数',
    definition:
      '达成目标的次数；未选定目标时为所有目标之和。按渠道、来源或推广活动细分时，归于转化发生的那次访问，而非最初带来该访客的访问。',
  },
  converted_visitors: { name: '转化人数', definition: '达成目标的不同的人。' },
  conversion_rate: { name: '转化率', definition: '达成目标的人数除以访客数。' },
  revenue: {
    name: '收入',
    definition: '转化带来的金额，按当日汇率折算为网站货币。退款会扣减。',
  },
  average_value: { name: '平均转化价值', definition: '收入除以转化次数。' },
  refunds: { name: '退款', definition: '退回目标收入的事件数。' },
}
