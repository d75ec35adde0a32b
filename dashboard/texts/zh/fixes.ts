import type { Texts } from '../texts.ts'

export const fixes: Texts['fixes'] = {
  titles: { alias: '添加别名', rule: '添加规则', exclusion: '忽略此引荐' },
  intros: {
    alias: '两种写法从此算作一个，作用于全部历史。',
    rule: '带有此来源和媒介的访问将归入您选择的渠道，作用于全部历史。',
    exclusion: '人们是从这个主机返回，而不是由它带来。忽略后，访问将计入真正的来源。',
  },
  host: '主机',
  apply: '应用',
  done: '已处理，作用于全部历史',
  mended: '已处理',
  preview: '会改变什么',
  reaches: (visits) =>
    visits.value === 0 ? '目前不影响任何访问' : `全部历史中的 ${visits.text} 次访问`,
}
