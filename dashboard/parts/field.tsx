import type { ComponentChildren, JSX } from 'preact'
import { useOwnId } from './own-id.ts'

export interface FieldProps {
  label: string
  hint?: ComponentChildren
  problem?: string | undefined
}

interface Wiring {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
}

/** A labelled control with its hint or what is wrong with it, wired up for screen readers. */
export function Field({
  label,
  hint,
  problem,
  children,
}: FieldProps & { children: (wiring: Wiring) => ComponentChildren }) {
  const id = useOwnId()
  const said = problem ?? hint
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        ...(said ? { 'aria-describedby': `${id}-hint` } : {}),
        ...(problem ? { 'aria-invalid': true } : {}),
      })}
      {said && (
        <p
          id={`${id}-hint`}
          class="field-hint"
          data-tone={problem && 'bad'}
          role={problem ? 'alert' : undefined}
        >
          {said}
        </p>
      )}
    </div>
  )
}

export interface Valued<Value> {
  value: Value
  onValue: (value: Value) => void
}

type InputAttributes = Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'value' | 'label' | 'size'>

export function TextField({
  label,
  hint,
  problem,
  onValue,
  ...rest
}: FieldProps & Valued<string> & InputAttributes) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(wiring) => (
        <input
          class="input"
          type="text"
          {...rest}
          {...wiring}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
    </Field>
  )
}

export function TextArea({ label, hint, problem, value, onValue }: FieldProps & Valued<string>) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(wiring) => (
        <textarea
          class="input"
          spellcheck={false}
          value={value}
          {...wiring}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
    </Field>
  )
}

export interface Choice<Value extends string = string> {
  value: Value
  name: string
  /** What it is found by, too. */
  also?: string
}

export function Check({ label, value, onValue }: { label: string } & Valued<boolean>) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={value}
        onChange={({ currentTarget }) => onValue(currentTarget.checked)}
      />
      {label}
    </label>
  )
}
