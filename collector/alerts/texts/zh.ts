import { metricNames, ofGoal } from '../../metric-names/zh.ts'
import type { Said, Texts } from './words.ts'

const usually = ({ usual }: Said) => (usual ? `，通常为 ${usual}` : '')
const among = ({ names }: Said) => (names ? `（${names}）` : '')

export const zh: Texts = {
  locale: 'zh-CN',
  metrics: metricNames,
  ofGoal,
  funnel: (name) => `${name}转化率`,
  on: {
    hour: (day, from, to) => `${day} ${from}–${to}`,
    day: (day) => day,
    week: (from, to) => `${from}至${to}一周`,
  },
  points: (number) => `${number} 个百分点`,
  fired: {
    above: (said) => `${said.what}高于 ${said.limit}：${said.on}为 ${said.value}${usually(said)}`,
    below: (said) => `${said.what}低于 ${said.limit}：${said.on}为 ${said.value}${usually(said)}`,
    up_by: (said) =>
      `${said.what}上升了 ${said.limit}以上：${said.on}为 ${said.value}，一周前为 ${said.before}`,
    down_by: (said) =>
      `${said.what}下降了 ${said.limit}以上：${said.on}为 ${said.value}，一周前为 ${said.before}`,
    unusual: (said) =>
      `${said.what}异常${said.isLow ? '偏低' : '偏高'}：${said.on}为 ${said.value}${usually(said)}`,
  },
  recovered: {
    above: (said) => `${said.what}不再高于 ${said.limit}：${said.on}为 ${said.value}`,
    below: (said) => `${said.what}不再低于 ${said.limit}：${said.on}为 ${said.value}`,
    up_by: (said) =>
      `${said.what}涨幅已回到 ${said.limit}以内：${said.on}为 ${said.value}，一周前为 ${said.before}`,
    down_by: (said) =>
      `${said.what}降幅已回到 ${said.limit}以内：${said.on}为 ${said.value}，一周前为 ${said.before}`,
    unusual: (said) => `${said.what}已恢复正常：${said.on}为 ${said.value}`,
  },
  signals: {
    tracking_stopped: {
      fired: ({ on, expected }) =>
        `${on}没有任何事件${expected ? `，通常约为 ${expected}` : ''}：统计代码还在页面上吗？`,
      recovered: ({ on }) => `事件已恢复：${on}`,
    },
    spend_without_return: {
      fired: (said) => `四周花费中有 ${said.value} 没有带来转化，超过 ${said.limit}${among(said)}`,
      recovered: ({ value }) => `四周花费中没有带来转化的已降至 ${value}`,
    },
    accounts_at_risk: {
      fired: (said) => `有流失风险的客户：${said.value}，超过 ${said.limit}${among(said)}`,
      recovered: ({ value }) => `有流失风险的客户已降至 ${value}`,
    },
    experiment_decided: {
      fired: ({ what, names }) => `实验 ${what} 已有结论：${names}`,
      recovered: ({ what, names }) => `实验 ${what} 不再有结论：${names}`,
    },
    experiment_split: {
      fired: ({ what, names }) => `实验 ${what} 的分流有问题：${names}`,
      recovered: ({ what }) => `实验 ${what} 的分流已恢复正常`,
    },
    rejected_share: {
      fired: (said) => `${said.on}有 ${said.value} 的事件被拒收，超过 ${said.limit}${among(said)}`,
      recovered: ({ value, on }) => `${on}被拒收的事件已降至 ${value}`,
    },
    duplicate_share: {
      fired: ({ value, on, limit }) => `${on}有 ${value} 的事件重复发送，超过 ${limit}`,
      recovered: ({ value, on }) => `${on}重复发送的事件已降至 ${value}`,
    },
    broken_tags: {
      fired: (said) =>
        `${said.on}有 ${said.value} 次访问的推广参数有误，超过 ${said.limit}${among(said)}`,
      recovered: ({ value, on }) => `${on}推广参数有误的访问已降至 ${value} 次`,
    },
    untagged_paid_clicks: {
      fired: (said) =>
        `${said.on}有 ${said.value} 次付费点击没有推广参数，超过 ${said.limit}${among(said)}`,
      recovered: ({ value, on }) => `${on}没有推广参数的付费点击已降至 ${value} 次`,
    },
  },
  broken: (name) => `提醒“${name}”无法继续判断`,
  why: {
    goal: '它所用的目标已被删除。',
    funnel: '它所关注的漏斗已被删除。',
    segment: '它所用的分群已被删除。',
    experiment: '它所关注的实验已被删除。',
    refused: '它的报表被拒绝。',
  },
  test: (title) => `测试：${title}`,
  facts: {
    value: '数值',
    limit: '界限',
    usual: '通常',
    before: '一周前',
    when: '时间',
    site: '网站',
    filters: '仅限',
  },
  open: '查看数据',
  change: '修改提醒',
}
