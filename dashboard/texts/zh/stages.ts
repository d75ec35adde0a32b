import type { stages as english } from '../en/stages.ts'

export const stages: typeof english = {
  title: '从线索到成交',
  sentence: (entered, won, rate, { first, last }) =>
    `${entered.text} 人达成「${first}」，其中 ${won.text} 人至今已达成「${last}」（${rate}）。`,
  narrowest: (from, to, rate) => `最值得改进的一步是 ${from} → ${to}：到达者中只有 ${rate} 继续。`,
  few: (entered) => `仅 ${entered.text} 人：样本过少，比率参考意义有限。`,
  young: (time) => `已成交者中有一半用时超过 ${time}：在此期限内才进入的人很可能仍会继续。`,
  days: (days) => `${days.text} 天`,
  tiles: {
    win: '赢单率',
    cycle: '销售周期',
    acv: '年度合同价值 (ACV)',
    velocity: '管道流速',
  },
  won: (won, opportunities, stage) => `「${stage}」${opportunities.text} 人中的 ${won.text} 人`,
  between: (low, high) => `95% 置信区间 ${low} 至 ${high}`,
  median: (first, last) => `中位数，${first} → ${last}`,
  acvOf: {
    subscriptions: '一年的订阅金额',
    goal: (last) => `「${last}」的平均金额`,
    nothing: (last) => `「${last}」没有带来收入`,
    nobody: '尚无成交',
  },
  aDay: (money) => `每天 ${money}`,
  product: (opportunities, rate, worth, time) => `${opportunities} × ${rate} × ${worth} ÷ ${time}`,
  unknown: '需要有成交、价值和用时',
  bars: '各阶段人数',
  ofFirst: (rate) => `首个阶段的 ${rate}`,
  goOn: (rate) => `${rate} 继续`,
  after: (time) => `用时 ${time}（中位数）`,
  nobodyGoes: '无人继续',
  chooseBar: '点击阶段，查看谁已到达或仍可能到达，以及之后做了什么。',
  choose: '阶段',
  chooseHint: '按顺序排列的目标；最后一个为成交，倒数第二个为商机。',
  stage: (n) => `阶段 ${n}`,
  goalOf: (n) => `阶段 ${n} 的目标`,
  moveUp: (n) => `上移阶段 ${n}`,
  remove: (n) => `移除阶段 ${n}`,
  add: '添加阶段',
  usual: '恢复默认阶段',
  unread: (names) => `没有名为 ${names} 的目标，地址中却将其列为阶段。`,
  by: '按首次触达',
  touch: '首次触达维度',
  all: '全部',
  other: '其他',
  nobody: (first) => `此时间段内无人达成「${first}」`,
  nobodyHint: '请选择其他首个阶段或更长的时间段。',
  fewGoals: '阶段即目标，至少需要两个',
  fewGoalsHint:
    '请将“成为线索”和“成为客户”的行为设为目标，例如注册和购买。之后本页会显示有多少人从前者走到后者、用时多久、价值多少。',
  meanings: {
    win: {
      name: '赢单率',
      definition: '到达倒数第二个阶段（商机）的人中，到达最后阶段的比例。',
    },
    cycle: {
      name: '销售周期',
      definition: '走完全程的人从首个阶段到最后阶段的天数：一半更短，一半更长。',
    },
    acv: {
      name: '年度合同价值 (ACV)',
      definition:
        '已成交客户最初每月支付的订阅金额乘以 12 后的平均值。如果其中没有人有订阅，则为最后一个目标的平均金额。',
    },
    velocity: {
      name: '管道流速',
      definition:
        '商机数 × 赢单率 × ACV ÷ 销售周期天数。此时间段内的所有商机都按同时进行计算，因此只宜与同样长度的时间段比较。',
    },
    bars: {
      name: '各阶段人数',
      definition:
        '在此时间段内到达首个阶段的人，以及他们至今按此顺序到达的阶段，不限用时。两个阶段之间是继续的比例及其用时的中位数。',
    },
    by: {
      name: '按首次触达',
      definition:
        '按每个人有史以来第一次访问的情况划分，它可能远早于此时间段。百分比以前一阶段为基数。',
    },
  },
}
