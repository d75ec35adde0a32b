interface Renewing<T> {
  ask(): Promise<T>
  /** Epoch ms. */
  now(): number
  /** How long an answer is taken as it is, in ms. */
  fresh: number
  /** How long it does where no newer one can be had, in ms. */
  usable: number
  /** How long nobody asks again after a failure, in ms. */
  pause: number
}

/** An answer from elsewhere that is kept, asked for again now and then, and used on while nobody answers. */
export class Renewed<T> {
  readonly #renewing: Renewing<T>
  #kept: { value: T; at: number } | undefined
  #failed: { error: unknown; at: number } | undefined
  #asking: Promise<T> | undefined

  constructor(renewing: Renewing<T>) {
    this.#renewing = renewing
  }

  /** Throws what asking threw, where there is nothing to go on with. */
  async value(): Promise<T> {
    const { fresh, usable } = this.#renewing
    const kept = this.#kept
    if (kept && this.#age(kept) < fresh) return kept.value
    try {
      return await this.#renew()
    } catch (error) {
      if (kept && this.#age(kept) < usable) return kept.value
      throw error
    }
  }

  /** Whatever is asked for next is asked for anew. */
  forget(): void {
    this.#kept = undefined
  }

  #age({ at }: { at: number }): number {
    return Math.abs(this.#renewing.now() - at)
  }

  /** All who come at once wait for one answer. */
  async #renew(): Promise<T> {
    if (this.#failed && this.#age(this.#failed) < this.#renewing.pause) throw this.#failed.error
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined
    })
    return await this.#asking
  }

  async #ask(): Promise<T> {
    const { ask, now } = this.#renewing
    try {
      const value = await ask()
      this.#kept = { value, at: now() }
      this.#failed = undefined
      return value
    } catch (error) {
      this.#failed = { error, at: now() }
      throw error
    }
  }
}
