import { say } from './debug.ts'

type Call<A extends unknown[], R> = (...args: A) => R

/** The same function, except that it never throws into the page: a failure is no answer. */
export const quiet =
  <A extends unknown[], R>(call: Call<A, R>): Call<A, R | undefined> =>
  (...args) => {
    try {
      return call(...args)
    } catch (error) {
      // A page must never break because it is measured.
      if (DEBUG) say(error)
    }
  }

/** Listens on the window while the event goes down, so that a page which stops it is measured too. */
export const on = (types: string, call: (event: Event) => void): void => {
  types.split(' ').map((type) => addEventListener(type, quiet(call), true))
}
