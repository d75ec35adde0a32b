import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import {
  type ChannelsPreviewAnswer,
  ChannelsPreviewRequest,
  ChannelsPreviewAnswer as Preview,
} from '../../reports/channels-preview.ts'
import type { AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { body, json, PROBLEMS, SitePath } from '../schemas.ts'
import { runOptions } from './reports.ts'

export const channelsPreview = new OpenAPIHono<AppEnv>().openapi(
  createRoute({
    method: 'post',
    path: '/preview',
    tags: ['Channel rules'],
    summary: 'How many visits each rule would move',
    middleware: [needs('read')] as const,
    request: { params: SitePath, body: body(ChannelsPreviewRequest) },
    responses: { 200: json(Preview, 'Visits by rule'), ...PROBLEMS },
  }),
  async (c) => {
    const options = runOptions(c)
    const { domain } = c.var.site
    const { reports } = c.var.shared
    const preview = await reports.run('channels/preview', domain, c.req.valid('json'), options)
    return c.json(preview as ChannelsPreviewAnswer, 200)
  },
)
