import type { spendSaid as english } from '../en/spend-said.ts'

export const spendSaid: typeof english = {
  twoDays: (day) => `“${day}”可能是两个不同的日期。`,
  bothWays: '文件中既有日在前、也有月在前的日期。',
  sign: (sign) => `“${sign}”是多种货币的符号。`,
  whose: '文件没有说明是谁的花费。',
  noHeader: '没有找到可识别的列名，至少需要日期和花费。',
  noCost: '没有识别出花费列。',
  noDays:
    '没有识别出日期列，无法知道花费发生在哪天。请按“天”细分重新导出报表，或指定哪一列是日期。',
  period: (line, days) => `第 ${line} 行是整个时段（${days}）的合计。请按“天”细分重新导出报表。`,
  quote: (line) => `第 ${line} 行的引号没有结束：文件在此截断，或多了一个引号。`,
  noRows: '文件只有表头，没有数据行。',
  noColumn: (names) => `文件中没有 ${names} 列。`,
  refused: (some, all) => `${all} 行中有 ${some} 行无法读取，没有保存任何数据。`,
  cells: (some, all, cut) =>
    `有 ${some} 个单元格，表头有 ${all} 个${cut ? '，文件似乎在此截断' : ''}`,
  noDay: '没有日期',
  noSource: '没有来源',
  day: (cell) => `“${cell}”不是日期`,
  serial: (cell) => `“${cell}”是电子表格的日期序号，请将该列设为日期格式`,
  number: (cell) => `“${cell}”不是数字`,
  currency: (code) => `“${code}”不是货币`,
  assumed: (code) => `文件没有注明货币，按网站货币 ${code} 处理。`,
  total: (by, more) => `文件自带的合计比各行之和${more ? '多' : '少'} ${by}。`,
  zone: (zone, own) => `文件按 ${zone} 的日期，网站按 ${own} 的日期。`,
  future: (day) => `日期到 ${day}，还没有到来，日和月可能颠倒了。`,
  incomplete: '平台提示数据可能不完整，请稍后重新导入这些日期。',
  short: (said, has) => `文件注明有 ${said} 行，实际 ${has} 行，可能被截断。`,
  rounded: '推广活动 ID 已被电子表格四舍五入，因此不保存，名称保留。',
  beside: (name) => `导入“${name}”在其中一些日期有相同来源，花费会相加。`,
  looksLike: (platform) => `看起来是 ${platform} 的文件。`,
}
