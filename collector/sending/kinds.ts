import type { ChannelKind } from '../vocabulary.ts'
import { dingtalk } from './forms/dingtalk.ts'
import { discord } from './forms/discord.ts'
import { feishu } from './forms/feishu.ts'
import type { Form } from './forms/form.ts'
import { slack } from './forms/slack.ts'
import { teams } from './forms/teams.ts'
import { webhook } from './forms/webhook.ts'
import { wecom } from './forms/wecom.ts'

/** Kinds that are told by HTTP. */
export type WebKind = Exclude<ChannelKind, 'email'>

export const FORMS: Readonly<Record<WebKind, Form>> = {
  webhook,
  slack,
  teams,
  discord,
  feishu,
  dingtalk,
  wecom,
}

/** Those whose messages are signed with a secret. */
export const SIGNED: ReadonlySet<ChannelKind> = new Set(['webhook', 'feishu', 'dingtalk'])
