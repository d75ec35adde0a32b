import type { names as english } from '../en/names.ts'

export const names: typeof english = {
  sections: {
    general: '常规',
    snippet: '统计代码',
    goals: '目标',
    segments: '分群',
    channels: '渠道规则',
    aliases: '别名',
    exclusions: '排除',
    rates: '汇率',
    shares: '分享链接',
    tokens: 'API 令牌',
    members: '成员',
    history: '历史记录',
    danger: '危险操作',
  },
  eventNames: {
    pageview: '浏览页面',
    engagement: '停留在页面',
    outbound: '点击外链',
    download: '下载文件',
    form: '提交表单',
    notfound: '页面不存在',
    identify: '识别身份',
    exposure: '参与实验',
  },
  roles: { owner: '所有者', editor: '编辑者', viewer: '查看者' },
}
