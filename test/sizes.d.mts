export const BUDGETS: Readonly<
  Record<
    | 'script, default settings'
    | 'script, every feature'
    | 'script, what an experiment adds'
    | 'script, what a redirect adds'
    | 'dashboard, first load',
    number
  >
>
export function brotliBytes(text: string | Buffer): number
export function sizes(): Promise<{ passed: boolean; output: string }>
