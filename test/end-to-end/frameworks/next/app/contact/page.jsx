import { redirect } from 'next/navigation'

export const metadata = { title: 'Contact' }

async function send() {
  'use server'
  redirect('/thanks')
}

export default function Contact() {
  return (
    <main style={{ height: 600 }}>
      <h1>Contact</h1>
      <form action={send} data-track="Lead" data-track-kind="demo">
        <label>
          Email <input name="email" type="email" />
        </label>
      </form>
    </main>
  )
}
