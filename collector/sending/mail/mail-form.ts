import { escaped, unlinked } from '../../markup.ts'
import { clip, oneLine } from '../clip.ts'
import type { MailForm, Message } from '../message.ts'

/** What is written over and under each mail of ours that has no form of its own. */
const FONT = 'font-family:-apple-system,Segoe UI,Helvetica,Arial,sans-serif'
const LONGEST_SUBJECT = 200

function factText({ name, value, change }: Message['facts'][number]): string {
  return `${name}: ${value}${change === undefined ? '' : ` (${change})`}`
}

function textOf({ title, lines, facts, link }: Message, foot: string): string {
  const parts = [
    title,
    lines.join('\n'),
    facts.map(factText).join('\n'),
    link && `${link.text}: ${link.url}`,
    `-- \n${foot}`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function factRow({ name, value, change }: Message['facts'][number]): string {
  const cell = (text: string, style: string) =>
    `<td style="padding:4px 16px 4px 0;${style}">${unlinked(text).markup}</td>`
  return `<tr>${cell(name, 'color:#5b6472')}${cell(value, 'font-weight:600')}${cell(change ?? '', 'color:#5b6472')}</tr>`
}

/** Tables and styles on the elements: Outlook knows nothing else. */
function htmlOf({ title, lines, facts, link }: Message, foot: string): string {
  const paragraph = (text: string) => `<p style="margin:0 0 12px">${unlinked(text).markup}</p>`
  const table = `<table role="presentation" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 16px">${facts.map(factRow).join('')}</table>`
  const button = (at: { text: string; url: string }) =>
    `<p style="margin:16px 0"><a href="${escaped(at.url)}" style="background:#2454d6;color:#ffffff;padding:10px 16px;text-decoration:none;display:inline-block">${escaped(at.text)}</a></p>`
  return [
    `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(title)}</title></head>`,
    `<body style="margin:0;padding:24px;background:#ffffff;color:#1b2130;font-size:15px;line-height:1.5;${FONT}">`,
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td style="${FONT}">`,
    `<h1 style="font-size:19px;margin:0 0 12px">${unlinked(title).markup}</h1>`,
    ...lines.map(paragraph),
    facts.length === 0 ? '' : table,
    link === undefined ? '' : button(link),
    `<p style="margin:24px 0 0;color:#5b6472;font-size:13px">${unlinked(foot).markup}</p>`,
    '</td></tr></table></body></html>',
  ].join('\n')
}

/** The form that a message brings, or one that is made of it. */
export function mailForm(message: Message, foot: string): MailForm & { subject: string } {
  const own = message.mail
  const { text = textOf(message, foot), html = htmlOf(message, foot) } = own ?? {}
  const subject = clip(oneLine(own?.subject ?? message.title), LONGEST_SUBJECT)
  return { text, html, subject, headers: headersOf(own?.headers ?? {}) }
}

/** Those that are lines of their own and nothing else. */
function headersOf(given: Record<string, string>): Record<string, string> {
  const named = Object.entries(given).filter(([name]) => /^[A-Za-z][A-Za-z0-9-]{0,60}$/u.test(name))
  return Object.fromEntries(named.map(([name, value]) => [name, oneLine(value)]))
}
