import type { security as english } from '../en/account.ts'

export const security: typeof english = {
  title: '登录方式',
  current: '当前密码',
  currentHint: '此处的每项更改都需要它。更改后，您的其他会话将会结束。',
  password: '新密码',
  changePassword: '修改密码',
  factor: '两步登录',
  factorOff: '除密码外，再要求输入手机应用中的验证码。',
  factorOn: '除密码外，还需输入验证器应用中的验证码。',
  setUp: '设置验证器应用',
  scan: '用验证器应用扫描二维码，或手动输入密钥，然后填入应用显示的验证码。',
  qr: '供验证器应用扫描的二维码',
  code: '应用中的验证码',
  turnOn: '启用',
  turnOff: '关闭两步登录',
  recovery: '请妥善保存恢复码',
  recoveryHint: '手机不在身边时，每个恢复码可用于登录一次。它们只显示这一次，请与密码分开保存。',
  askedCode: '请输入验证器应用中的验证码，或一个恢复码。',
  wrongCode: '验证码不正确，或已被使用。',
  wrongPassword: '当前密码不正确。',
}
