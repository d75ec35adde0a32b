/** Words of the window on how one signs in. */
export const security = {
  title: 'How you sign in',
  current: 'Current password',
  currentHint: 'Asked for with every change here. Your other sessions end with it.',
  password: 'New password',
  changePassword: 'Change password',
  factor: 'Two-step sign-in',
  factorOff: 'Besides the password, ask for a code from an app on your phone.',
  factorOn: 'Besides the password, a code from your authenticator app is asked for.',
  setUp: 'Set up an authenticator app',
  scan: 'Scan this with your authenticator app, or type the key in. Then enter the code it shows.',
  qr: 'QR code for the authenticator app',
  code: 'Code from the app',
  turnOn: 'Turn on',
  turnOff: 'Turn off two-step sign-in',
  recovery: 'Keep these recovery codes',
  recoveryHint:
    'Each signs you in once when your phone is not at hand. They are shown only now; keep them where your password is not.',
  askedCode: 'Enter the code from your authenticator app, or a recovery code.',
  wrongCode: 'This code does not match, or was used already.',
  wrongPassword: 'This is not your current password.',
}
