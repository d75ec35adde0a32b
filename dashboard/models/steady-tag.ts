/** Ends the wait for a script that does not come; the same as in docs/experiments.md, which has its hash too. */
export const GIVE_UP =
  "setTimeout(()=>{for(const s of document.querySelectorAll('script[blocking]'))s.blocking=''},500)"

/** What a content security policy allows that line by. */
export const GIVE_UP_HASH = "'sha256-ixa83ZtWubMZ3SrkGtjWJLc/93bgzwdUx/wKYXsVdps='"

/** The tag whose script the first paint waits for, so that nobody sees an experiment change the page. */
export function steadyTag(script: string): string {
  return `<script>${GIVE_UP}</script>\n<script async blocking="render" src="${script}"></script>`
}
