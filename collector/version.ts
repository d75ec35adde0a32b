import manifest from '../package.json' with { type: 'json' }

/** Of the package, as `tributary --version` prints it. */
export const VERSION = manifest.version
