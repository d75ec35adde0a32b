/** Made by build.mjs: the script with all that it captures by itself. */
declare module 'tributary:script' {
  export function run(tag: HTMLScriptElement): void
}
