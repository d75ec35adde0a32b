/** Brings what a form first says is wrong into view, and the focus to its field: of a long one nobody sees it from the button. */
export function showFault(form: HTMLElement): void {
  requestAnimationFrame(() => {
    const fault = form.querySelector<HTMLElement>('[aria-invalid="true"], .notice[data-tone="bad"]')
    fault?.scrollIntoView({ block: 'center' })
    fault?.focus({ preventScroll: true })
  })
}
