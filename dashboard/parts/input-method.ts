/** The number of a key that an input method took. */
const TAKEN = 229

/**
 * While a word is being composed its keys are the input method's. Safari ends the composition before the Enter that
 * confirms it: https://github.com/thinkany-ai/termany/pull/15
 */
export function isOfInputMethod({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === TAKEN
}
