/** Path of an nginx that can be started. */
export function nginxPath(): string | undefined
/** Unpacks one beside the apps, and answers whether there is one now. */
export function installNginx(): boolean
