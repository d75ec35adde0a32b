import type { annotations as english } from '../en/annotations.ts'

export const annotations: typeof english = {
  title: (day) => `${day}发生了什么？`,
  label: '备注',
  add: '添加备注',
  day: '日期',
  to: '截至（可选）',
  color: '颜色',
  colors: {
    none: '默认',
    blue: '蓝色',
    green: '绿色',
    grey: '灰色',
    orange: '橙色',
    pink: '粉色',
    red: '红色',
  },
  another: '再添加一条',
  steps: {
    start: (name) => `实验开始：${name}`,
    pause: (name) => `实验暂停：${name}`,
    stop: (name) => `实验结束：${name}`,
    ship: (name, variant) => `实验上线：${name}（${variant}）`,
  },
}
