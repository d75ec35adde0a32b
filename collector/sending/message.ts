/** What is to be told, before each way out gives it a form. All of it is plain text. */
export interface Message {
  kind: 'alert' | 'digest' | 'test' | 'sign_in' | 'confirmation'
  /** One line. */
  title: string
  /** Sentences. */
  lines: string[]
  facts: Fact[]
  link?: { text: string; url: string }
  /** Its own form for e-mail; what is not in it is made from the above. */
  mail?: Partial<MailForm>
  /** For webhooks, which send it as it is: `type: 'alert.fired'`, … */
  data: Record<string, unknown>
}

interface Fact {
  name: string
  value: string
  change?: string
}

export interface MailForm {
  /** The title where there is none. */
  subject?: string
  text: string
  html: string
  /** Such as `List-Unsubscribe`. */
  headers?: Record<string, string>
}
