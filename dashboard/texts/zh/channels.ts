import type { Texts } from '../texts.ts'

export const channels: Texts['channels'] = {
  Direct: '直接访问',
  'Cross-network': '跨网络',
  'Paid Shopping': '付费购物',
  'Paid Search': '付费搜索',
  'Paid Social': '付费社交',
  'Paid Video': '付费视频',
  Display: '展示广告',
  'Paid Other': '其他付费',
  'Organic Shopping': '自然购物',
  'Organic Social': '自然社交',
  'Organic Video': '自然视频',
  'AI Assistant': 'AI 助手',
  'Organic Search': '自然搜索',
  Referral: '引荐',
  Email: '电子邮件',
  Affiliates: '联盟营销',
  Audio: '音频',
  SMS: '短信',
  'Mobile Push Notifications': '手机推送',
  Unassigned: '未分配',
}
