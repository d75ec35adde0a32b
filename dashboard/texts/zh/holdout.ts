import type { holdout as english } from '../en/holdout.ts'

export const holdout: typeof english = {
  title: '全局留出组',
  hint: '一部分访客不参与任何实验。与他们相比，可以看出所有实验合起来带来了什么。',
  share: '留出比例（%）',
  moves: '更改比例会重新开始对比：留出的人不同了。',
  shipped: '已上线的版本对所有人显示，留出组也不例外。',
  none: '目前没有留出任何人。常用比例为 5% 至 10%。',
  cookieless:
    '本网站不存储 ID，同一访客明天就是新访客，因此无法得知谁被留出。该比例仍会让部分访问不参与实验；如需对比，请启用存储的 ID。',
  noGoal: '对比需要一个目标。',
  identity: '访客识别设置',
  since: (day) => `所有有 ID 的人，从 ${day} 之后的首次浏览算起。`,
  seen: (n) => `${n} 人来访`,
  crossed: (share) => `${share} 使用过两组的浏览器`,
  groups: { held_out: '留出组', others: '参与实验' },
  words: {
    'check the data': '请检查数据',
    better: '实验带来了更多',
    worse: '实验带来的更少',
    unclear: '尚无法区分',
  },
  troubles: {
    split: '两组人数比例与设定不符。',
    'no exposures': '此后还没有看到带 ID 的访客。页面上有统计代码吗？',
    contradiction: '先前的结果与现在的结果互相矛盾。',
  },
}
