/** A secret of the configuration, which is shown nowhere. */
export class HiddenText {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** For whom it is meant. */
  reveal(): string {
    return this.#text
  }

  toString(): string {
    return '…'
  }

  toJSON(): string {
    return '…'
  }
}
