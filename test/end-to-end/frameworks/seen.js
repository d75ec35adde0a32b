/** Waits until the script has run, and a moment longer. */
export const seen = async () => {
  while (!window.tributary) await moment()
  await moment()
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 20))
