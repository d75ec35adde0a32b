import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'

const Site = z.string().max(253).describe('Domain of the site')

interface Given {
  site: string
  metric: string
}

interface Prompt {
  title: string
  description: string
  arguments: z.ZodObject<{ site: z.ZodType }>
  text(given: Given): string
}

/** Questions that people ask again and again, as an assistant is to go about them. */
const PROMPTS: Readonly<Record<string, Prompt>> = {
  weekly_review: {
    title: 'Weekly review',
    description: 'What happened last week, why, and what to look at',
    arguments: z.object({ site: Site }),
    text: ({ site }) =>
      `Write the weekly review of ${site}. With \`stats\`, period 7d and compare "previous": visitors, visits, conversions, revenue in total, then by channel. With \`usual\`: which days were beyond chance. For each metric that moved beyond chance, \`explain\`. With \`definitions\` and \`stats\` each goal against its target; with \`experiment\` each running experiment; with \`data-quality\` (tool \`data_quality\`) what makes the numbers doubtful. Then at most ten sentences: what moved and by how much, the likeliest reason with its evidence, what to do, and what is not known. Say nothing of movements that are within chance.`,
  },
  explain_change: {
    title: 'Explain a change',
    description: 'Why a metric rose or fell',
    arguments: z.object({
      site: Site,
      metric: z.string().max(100).describe('Such as visits, conversions or conversion_rate'),
    }),
    text: ({ site, metric }) =>
      `Find out why ${metric} of ${site} changed. First with \`usual\` whether it did beyond chance; with \`explain\` which values of which dimensions account for it; with \`data_quality\` whether measuring changed; then look into the strongest two with \`stats\` and filters. Tell what is established, what is likely and what would have to be asked next.`,
  },
  campaign_check: {
    title: 'Check the campaigns',
    description: 'What each campaign cost and brought, and where money is lost',
    arguments: z.object({ site: Site }),
    text: ({ site }) =>
      `Check the campaigns of ${site} over the last 30 days. With \`attribution\` by campaign (models last and linear) what each cost and brought; with \`spend\` how much cost found its visits; with \`data_quality\` untagged paid clicks and malformed tags. List the campaigns with their return and its interval, those that clearly lose money, those of which too little is known, and tags to mend.`,
  },
}

export function addPrompts(server: McpServer): void {
  for (const [name, { title, description, arguments: argsSchema, text }] of Object.entries(
    PROMPTS,
  )) {
    server.registerPrompt(name, { title, description, argsSchema }, (given) => ({
      messages: [
        { role: 'user', content: { type: 'text', text: text(given as unknown as Given) } },
      ],
    }))
  }
}
