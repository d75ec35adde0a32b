import { CopyButton } from '../../parts/copy-button.tsx'
import { words } from '../../texts/texts.ts'

/** The codes for a lost phone, shown this once. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const { security: text, actions } = words.value
  return (
    <div class="form">
      <h3>{text.recovery}</h3>
      <p>{text.recoveryHint}</p>
      <ul class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <CopyButton text={codes.join('\n')} label={actions.copy} done={actions.copied} />
      </div>
    </div>
  )
}
