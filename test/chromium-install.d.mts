/** Path of a Chromium that can be started. */
export function chromiumPath(): string | undefined
/** Installs one, says so, and answers its path. */
export function installChromium(say?: (text: string) => void): string | undefined
