/** What became of one try. `detail` is for the page of deliveries: one short line without secrets. */
export type Outcome =
  | { sent: true; detail: string | null }
  | {
      sent: false
      detail: string
      /** Whether a later try may end better. */
      retry: boolean
      /** Milliseconds that the receiver asks to be left alone for. */
      after?: number
    }

export function failed(detail: string, retry: boolean, after?: number): Outcome {
  return { sent: false, detail, retry, ...(after !== undefined && { after }) }
}

export const SENT: Outcome = { sent: true, detail: null }
