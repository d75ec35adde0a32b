const ENGLISH = {
  preview: 'Preview',
  variant: 'Variant',
  end: 'End preview',
  pick: 'Pick an element',
  picking: 'Click an element. Esc cancels.',
  copied: 'Copied:',
  picked: 'Picked:',
  shown: 'Draft',
  broken: 'A change could not be made',
  ended: 'This preview has ended; open it anew',
  leads: 'leads to',
}

const CHINESE: typeof ENGLISH = {
  preview: '预览',
  variant: '版本',
  end: '结束预览',
  pick: '选取元素',
  picking: '点击一个元素，按 Esc 取消。',
  copied: '已复制：',
  picked: '已选取：',
  shown: '草稿',
  broken: '有一处改动无法完成',
  ended: '此预览已结束，请重新打开',
  leads: '跳转到',
}

export const words = /^zh\b/i.test(navigator.language) ? CHINESE : ENGLISH
