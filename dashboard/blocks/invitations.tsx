import type { Invitation } from '../../collector/auth/invitations.ts'
import { acceptInvitation, declineInvitation, invitations } from '../models/session.ts'
import { loadSites } from '../models/sites.ts'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { words } from '../texts/texts.ts'
import { attempt } from './forms/undo.ts'

/** Roles that wait for whoever is signed in: a site's owner names them, and their person takes them. */
export function Invitations() {
  return (
    <>
      {invitations.value.map((one) => (
        <Waiting key={one.domain} invitation={one} />
      ))}
    </>
  )
}

function Waiting({ invitation }: { invitation: Invitation }) {
  const { invited: text } = words.value
  const accept = () =>
    attempt(async () => {
      await acceptInvitation(invitation)
      await loadSites()
    })
  const buttons = (
    <>
      <Button size="small" onClick={() => attempt(() => declineInvitation(invitation))}>
        {text.decline}
      </Button>
      <Button size="small" kind="primary" onClick={accept}>
        {text.accept}
      </Button>
    </>
  )
  return (
    <Notice tone="wait" action={buttons}>
      {text.toSite(invitation.name, words.value.roles[invitation.role])}
    </Notice>
  )
}
