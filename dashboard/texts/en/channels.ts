import type { Channel } from '../../../collector/acquisition/channels.ts'

/** The standard channels as people read them; filters and addresses keep the API's own names. */
export const channels = {
  Direct: 'Direct',
  'Cross-network': 'Cross-network',
  'Paid Shopping': 'Paid Shopping',
  'Paid Search': 'Paid Search',
  'Paid Social': 'Paid Social',
  'Paid Video': 'Paid Video',
  Display: 'Display',
  'Paid Other': 'Paid Other',
  'Organic Shopping': 'Organic Shopping',
  'Organic Social': 'Organic Social',
  'Organic Video': 'Organic Video',
  'AI Assistant': 'AI Assistant',
  'Organic Search': 'Organic Search',
  Referral: 'Referral',
  Email: 'Email',
  Affiliates: 'Affiliates',
  Audio: 'Audio',
  SMS: 'SMS',
  'Mobile Push Notifications': 'Mobile Push Notifications',
  Unassigned: 'Unassigned',
} satisfies Record<Channel, string>
