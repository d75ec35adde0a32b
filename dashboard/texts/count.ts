/** A number, and how the reader's language writes it. */
export interface Count {
  value: number
  text: string
}
