import { z } from '@hono/zod-openapi'
import {
  INTERVALS,
  type Receipt as ReceiptAnswer,
  SUBSCRIPTION_STATUSES,
  type WireBody,
  type WireEvent,
  type WireSender,
  type WireSubscription,
} from '../../tracker/protocol.ts'

/** The wire as the documentation shows it. What reads it is `intake/receive.ts`, faster and with reasons. */

const who = z
  .union([z.string(), z.number()])
  .openapi({ description: 'At most 200 characters; a longer one is left out' })
const Properties = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .openapi({
    description:
      'At most 30 with keys of at most 60 characters; text is cut to 500, anything else left out',
  })

const sender = {
  visitor: who.optional(),
  user: who.optional(),
  account: who.optional(),
  traits: Properties.optional(),
  screen: z.string().optional(),
  language: z.string().optional(),
  hash: z.boolean().optional().openapi({ description: 'The fragment is part of the path' }),
} satisfies Record<keyof WireSender, z.ZodType>

const IntakeEvent = z
  .object({
    id: z.string().regex(/^[A-Za-z0-9_-]{8,36}$/u),
    name: z.string().min(1).openapi({ description: 'Cut to 120 characters' }),
    at: z.number().openapi({ description: 'Unix ms by the sender’s clock' }),
    url: z
      .string()
      .optional()
      .openapi({ description: 'A pageview has one; its path is cut to 2,048 characters' }),
    referrer: z.string().optional(),
    title: z.string().optional(),
    props: Properties.optional(),
    revenue: z
      .object({
        amount: z.union([z.string(), z.number()]),
        currency: z.string(),
        order: z.union([z.string(), z.number()]).optional(),
      })
      .optional()
      .openapi({
        description:
          'Decimal; negative for a refund. Currency by ISO 4217. An order of one name counts once',
      }),
    subscription: z
      .object({
        id: z.union([z.string(), z.number()]),
        plan: z.string().optional(),
        amount: z.union([z.string(), z.number()]),
        currency: z.string(),
        interval: z.enum(INTERVALS),
        count: z.int().optional(),
        quantity: z.int().optional(),
        status: z.enum(SUBSCRIPTION_STATUSES),
        renews_at: z.union([z.number(), z.string()]).optional(),
      } satisfies Record<keyof WireSubscription, z.ZodType>)
      .optional()
      .openapi({
        description:
          'Of an event named `subscription`, from servers, with `user` or `account`: what the subscription is from `at` on',
      }),
    interactive: z.boolean().optional(),
    of: z.string().optional().openapi({ description: 'Engagement: the id of its pageview' }),
    engaged: z.number().optional().openapi({ description: 'Engagement: ms since the last report' }),
    scroll: z.number().optional().openapi({ description: 'Engagement: greatest % so far' }),
  } satisfies Record<keyof WireEvent, z.ZodType>)
  .openapi('Event')

export const IntakeBody = z
  .object({
    ...sender,
    sent: z.number().optional().openapi({ description: 'Unix ms; corrects the sender’s clock' }),
    consented: z.boolean().optional().openapi({
      description: 'The visitor may be stored from now on: the open cookieless visit is theirs',
    }),
    events: z.array(IntakeEvent).max(100),
  } satisfies Record<keyof WireBody, z.ZodType>)
  .openapi('IntakeBody')

/** A line of an import. */
export const IntakeLine = IntakeEvent.extend({
  ...sender,
  ip: z.string().optional().openapi({ description: 'Read for its place, and forgotten' }),
  userAgent: z.string().optional(),
}).openapi('IntakeLine')

export const Receipt = z.object({
  accepted: z.int(),
  duplicate: z.int(),
  rejected: z.array(
    z.object({
      index: z.int(),
      reason: z.string(),
      host: z
        .string()
        .optional()
        .openapi({ description: 'The host that the site does not count, for `hostname`' }),
    }),
  ),
}) satisfies z.ZodType<ReceiptAnswer>
