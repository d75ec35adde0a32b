import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { AnalyzeAnswer, AnalyzeRequest, analyzed } from '../../experiments/analyze.ts'
import { PlanAnswer, PlanRequest, planned } from '../../experiments/plan.ts'
import type { AppEnv } from '../environment.ts'
import { signedIn } from '../needs.ts'
import { body, json, PROBLEMS } from '../schemas.ts'

const tags = ['Experiments']

/** The statistics without any experiment of ours, on numbers that someone brings. */
export const experimentNumbers = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'post',
      path: '/analyze',
      tags,
      summary: 'Compare variants by their sums',
      middleware: [signedIn] as const,
      request: { body: body(AnalyzeRequest) },
      responses: { 200: json(AnalyzeAnswer, 'Each variant against the control'), ...PROBLEMS },
    }),
    (c) => c.json(analyzed(c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/plan',
      tags,
      summary: 'How many units and days an experiment needs',
      middleware: [signedIn] as const,
      request: { body: body(PlanRequest) },
      responses: { 200: json(PlanAnswer, 'Sample size, or what a sample shows'), ...PROBLEMS },
    }),
    (c) => c.json(planned(c.req.valid('json')), 200),
  )
