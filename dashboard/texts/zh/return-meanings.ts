import type { returnMeanings as english } from '../en/return-meanings.ts'

export const returnMeanings: typeof english = {
  brought: {
    name: '回报',
    definition:
      '归因于有花费各行的收入除以其花费。没有花费的部分（如直接访问、自然搜索）不计入。括号内是区间：若换成另一批类似的人，100 次中有 95 次落在其中。',
  },
  cost: { name: '花费', definition: '所有导入在这些日期的花费，按每天汇率换算为网站货币。' },
  credited: {
    name: '归因收入',
    definition: '该模型分给有花费各行的收入。全部行的收入见表格底部。',
  },
  profit: { name: '利润', definition: '归因收入减去花费。' },
  cac: {
    name: '新客获取成本',
    definition: '花费除以有花费各行带来的新客。新客指有史以来第一次转化的人。',
  },
  model: {
    name: '归因模型',
    definition: '一次转化如何分摊给之前的访问。各模型相差很大时要谨慎：数字取决于你相信哪种分法。',
  },
  chart: {
    name: '花费与回报',
    definition:
      '每个气泡是一行：越靠右花费越多，越靠上回报越高，中线是盈亏平衡；面积表示新客数，竖线是 95% 区间。四角的词是位置的含义；表格中的建议还考虑了偶然因素。',
  },
  visits: { name: '访问次数', definition: '时段内的访问。更早的访问也可能获得归因。' },
  conversions: { name: '转化次数', definition: '该模型归给此行的转化，可为小数。' },
  cpa: { name: '单次转化成本', definition: '花费除以转化次数。' },
  revenue: { name: '收入', definition: '该模型归给此行的转化金额，精确到分。' },
  roas: {
    name: '回报',
    definition: '收入除以花费。横条是 95% 区间，中间的线是盈亏平衡。转化人数不足十人时没有区间。',
  },
  spread: {
    name: '各模型范围',
    definition: '八个模型中最低和最高的回报。范围宽说明回报取决于模型，需谨慎。',
  },
  models: {
    name: '各模型范围',
    definition: '八个模型中从最低到最高，所有行同一刻度；圆点是所用的模型。',
  },
  moved: { name: '变化', definition: '所用模型的数字与对比时段相比的变化。' },
  change: { name: '变化', definition: '回报与对比时段相比的变化；没有花费的行为收入的变化。' },
  advice: {
    name: '建议',
    definition:
      '加投：确定盈利且有空间（看曲线，否则看花费是否低于平均）。保持：确定盈利但没有空间。停投：确定亏损，或转化之少（按通常成本）已非偶然。测试：可能由偶然造成。',
  },
  next: {
    name: '再多花一些',
    definition:
      '每天转化次数随花费变化的曲线，圆点是平均的一天。该处的斜率就是下一次转化的成本。本来就会发生的转化没有区分出来。',
  },
  paths: {
    name: '转化路径',
    definition:
      '回溯期内通往转化的访问，最左边是第一次。天数从第一次访问算起。针对访问的筛选只决定归因给谁，不改变路径。',
  },
  last_non_direct: {
    name: '末次非直接',
    definition: '全部归给最后一次非直接访问；只有全部都是直接访问时才归给直接。',
  },
  last: { name: '末次互动', definition: '全部归给转化所在或之前的最后一次访问。' },
  first: { name: '首次互动', definition: '全部归给回溯期内的第一次访问。' },
  linear: { name: '线性', definition: '每次访问平分。' },
  position: { name: '基于位置', definition: '首次和末次各得 40%，中间的访问平分 20%。' },
  time_decay: {
    name: '时间衰减',
    definition: '离转化越近得到越多：每过一个半衰期减少一半。',
  },
  markov: {
    name: '马尔可夫',
    definition: '根据所有路径（包括未转化的）：如果没有这一行，会失去多少转化。',
  },
  shapley: { name: '沙普利', definition: '路径中的各行平分一次转化，不论各出现几次。' },
}
