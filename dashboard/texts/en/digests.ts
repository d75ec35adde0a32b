/** Words of the settings of digests. */
export const digests = {
  intro:
    'A mail with the numbers: what is out of the usual, what moved, goals against their targets, what to fix. Readers unsubscribe by one click.',
  noMail:
    'This server sends no mail yet: set TRIBUTARY_SMTP_URL. What is set here starts once it does.',
  empty: 'No digest yet',
  emptyHint: 'Most begin with one a week, on Monday morning.',
  add: 'Add digest',
  to: 'To',
  toHint: 'One or several addresses, one a line. They need no account.',
  per: 'How often',
  pers: { day: 'Every day', week: 'Every week', month: 'Every month' },
  weekday: 'Day of the week',
  firstDay: 'The first day after the week',
  at: 'At',
  timezone: 'In the time zone',
  language: 'Language',
  name: (per: string, receivers: string, more: number) =>
    more > 0 ? `${per}: ${receivers} and ${more} more` : `${per}: ${receivers}`,
  next: (when: string, days: string) => `Next on ${when}, about ${days}`,
  unsubscribed: (names: string) => `Unsubscribed: ${names}`,
  preview: 'Preview',
  previewOf: (name: string) => `${name}: as it would be now`,
  test: 'Send me a test',
  sent: (to: string) => `On its way to ${to}`,
}
