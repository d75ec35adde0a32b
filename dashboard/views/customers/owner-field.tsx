import { useState } from 'preact/hooks'
import { isKnown } from '../../models/resource.ts'
import { listQuestion } from '../../models/things.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { Combobox } from '../../parts/combobox.tsx'
import type { Offer, OfferGroup } from '../../parts/offers.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { words } from '../../texts/texts.ts'

interface OwnerFieldProps {
  value: string
  problem: string | undefined
  /** Who looks after accounts already. */
  owners: readonly string[]
  onValue: (owner: string) => void
}

/** Whose an account is: a member of the site, whoever looks after others already, or anybody who is typed. */
export function OwnerField({ owners, onValue, ...field }: OwnerFieldProps) {
  const [open, setOpen] = useState(false)
  const found = useAnswer(open, (isOpen) => (isOpen ? listQuestion('members') : undefined))
  const members = (found.data.value ?? []).flatMap(({ email }) => email ?? [])
  const groups: OfferGroup[] = [
    {
      label: words.value.sections.members,
      offers: members.map(offer),
      ...(!isKnown(found) && { awaited: 1 }),
    },
    {
      label: accountWords.value.ownersBefore,
      offers: owners.filter((owner) => !members.includes(owner)).map(offer),
    },
  ]
  return (
    <Combobox
      {...field}
      label={accountWords.value.ownerField}
      groups={groups}
      maxLength={120}
      onOpen={setOpen}
      onValue={onValue}
      onChoose={onValue}
    />
  )
}

function offer(name: string): Offer {
  return { key: name, name }
}
