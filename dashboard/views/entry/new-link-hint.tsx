import { words } from '../../texts/texts.ts'

/** How whoever runs the server makes a new link; without an e-mail for the first owner, who has none yet. */
export function NewLinkHint({ email = '' }: { email?: string }) {
  return (
    <p class="field-hint">
      {words.value.signIn.forgotten} <code>{`npx tributary user reset ${email}`.trim()}</code>
    </p>
  )
}
