import type { digests as english } from '../en/digests.ts'

export const digests: typeof english = {
  intro:
    '一封包含关键数据的邮件：异常变化、变动较大的内容、目标完成情况和待处理的问题。收件人可一键退订。',
  noMail: '此服务器尚不能发送邮件：请设置 TRIBUTARY_SMTP_URL。设置后，这里的摘要会自动开始发送。',
  empty: '还没有邮件摘要',
  emptyHint: '大多数人从每周一早上一封开始。',
  add: '添加摘要',
  to: '收件人',
  toHint: '一个或多个邮箱地址，每行一个。无需账户。',
  per: '频率',
  pers: { day: '每天', week: '每周', month: '每月' },
  weekday: '星期几',
  firstDay: '一周结束后的第一天',
  at: '时间',
  timezone: '所在时区',
  language: '语言',
  name: (per, receivers, more) =>
    more > 0 ? `${per}：${receivers} 等 ${more + 1} 人` : `${per}：${receivers}`,
  next: (when, days) => `下次发送：${when}，内容为 ${days}`,
  unsubscribed: (names) => `已退订：${names}`,
  preview: '预览',
  previewOf: (name) => `${name}：当前内容预览`,
  test: '给我发一封测试邮件',
  sent: (to) => `正在发送至 ${to}`,
}
