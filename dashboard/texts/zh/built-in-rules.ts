import type { builtInRules as english } from '../en/built-in-rules.ts'

export const builtInRules: typeof english = {
  Direct: '来路完全未知，或来源为“(direct)”且没有媒介',
  'Cross-network': '推广活动名称包含“cross-network”',
  'Paid Shopping': '付费，且来自购物网站，或推广活动名称包含“shop”或“shopping”',
  'Paid Search': '付费，来自搜索引擎',
  'Paid Social': '付费，来自社交网络',
  'Paid Video': '付费，来自视频网站',
  Display: '媒介为 display、banner、expandable、interstitial 或 cpm，或带展示广告的点击 ID',
  'Paid Other': '付费，来自其他任何地方',
  'Organic Shopping': '购物网站，或推广活动名称包含“shop”或“shopping”',
  'Organic Social': '社交网络，或媒介为 social、social-network、social-media 或 sm',
  'Organic Video': '视频网站，或媒介包含“video”',
  'AI Assistant': 'ChatGPT、Claude、Perplexity 等，或媒介为 ai-assistant',
  'Organic Search': '搜索引擎，或媒介为 organic',
  'Tagged referral': '媒介为 referral、app 或 link',
  Email: '来源或媒介为 email、e-mail 或 newsletter；网页邮箱；邮件工具的点击 ID',
  Affiliates: '媒介为 affiliate 或 affiliates，或带联盟网络的点击 ID',
  Audio: '媒介为 audio',
  SMS: '来源或媒介为 sms',
  'Mobile Push Notifications':
    '媒介以“push”结尾，或包含“mobile”或“notification”，或来源为 firebase',
  Referral: '没有标记，来自其他网站',
  Unassigned: '带有标记，但以上规则都不认识',
}
