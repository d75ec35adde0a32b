import type { Failure } from '../../../collector/auth/provider/failure.ts'
import type { Count } from '../count.ts'
import { counted } from './counted.ts'

/** Words on the way in: signing in, the first site, its snippet. */
export const start = {
  signIn: {
    title: 'Sign in',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'Email and password do not match.',
    wait: 'Too many attempts. Wait a little and try again.',
    expired: 'Your session has ended. Sign in to go on where you were.',
    forgotten: 'Forgotten it? Whoever runs the server can make a new link:',
    or: 'or',
    elsewhere: (provider: string) => `Continue with ${provider}`,
    mail: 'Email me a link',
    mailNeeds: 'Fill in your email first: the link goes there.',
    mailed: (email: string, minutes: string) =>
      `If ${email} has an account here, a link is on its way. It signs in once, within ${minutes} minutes.`,
    refused: {
      unset:
        'Signing in there is not set up on this server yet. Whoever runs it finds out more with “tributary doctor”.',
      unreachable: 'The provider does not answer right now. Try again, or use your password.',
      begin_again: 'This sign-in was begun too long ago, or elsewhere. Begin again.',
      refused: 'The provider refused it.',
      doubtful:
        'The provider’s answer could not be believed. Begin again; if it stays so, tell whoever runs this server.',
      email:
        'The provider does not say that your e-mail address is checked. Have it confirmed there, or use your password.',
      password_first:
        'There is an account with this address and a password. Sign in with the password once; from then on the provider is enough.',
      somebody_else:
        'The account with this address belongs to somebody else at the provider. Ask whoever runs this server.',
      removed: 'Your account was removed here. Ask to be invited again.',
      no_role:
        'You are known to the provider, but have no role here yet. Ask an owner to invite you.',
      too_many_groups:
        'The provider left out your groups, because there are too many. Whoever runs it can have it tell fewer.',
      wait: 'Too many attempts. Wait a little and try again.',
      unexpected: 'Something went wrong here. Try again.',
    } satisfies Record<Failure, string>,
  },
  waiting: {
    title: 'The dashboard cannot be shown right now',
    counted: 'Your events are being counted meanwhile. This page comes back by itself.',
    comesBack: 'This page comes back by itself.',
    answered: (status: string) => `The server answered with an error (${status}).`,
  },
  welcome: {
    title: 'Welcome to Tributary',
    text: 'Choose how you will sign in from now on.',
    email: 'Email',
    password: 'New password',
    hint: (least: number) => `At least ${least} characters. A short sentence is easy to remember.`,
    submit: 'Save and continue',
  },
  invited: {
    title: 'You are invited',
    toSite: (site: string, role: string) => `${site} · ${role}`,
    toServer: 'Choose how you will sign in to this Tributary.',
    go: 'Continue',
    accept: 'Accept',
    enterTitle: 'Sign in',
    enterText: 'Go on as',
    used: 'This link was used already, or has run out. Ask for a new one where you sign in.',
    decline: 'Decline',
    signInFirst: (email: string) => `Sign in as ${email} to accept.`,
    notYou: (email: string, here: string) =>
      `This is for ${email}, but you are signed in here as ${here}.`,
    gone: 'This link leads nowhere any more',
    goneText:
      'It has run out, a newer one replaced it, or a password was chosen with it already. Sign in, or ask whoever sent it for a new one.',
  },
  home: {
    title: 'Sites',
    days: 'The last 30 days, against the same weekdays before',
    unknown: 'Could not be counted',
    waiting: 'Waiting for the first event',
    well: 'Nothing to fix',
    toFix: (found: Count) => `${found.text} to fix`,
    silent: (day: string) => `No visitor since ${day}`,
    silentLong: 'No visitor in 30 days',
  },
  addSite: {
    title: 'Add a site',
    first: 'Add your first site',
    text: 'The host that people see in their browser. Its subdomains, ports and paths all belong to it.',
    anyPort: (host: string) => `The site is ${host}, on whichever port.`,
    whole: (host: string) => `The site is the whole host ${host}.`,
    only: (part: string) => `To count only these pages, put data-include="${part}" into the tag.`,
    between: ' ',
    domain: 'Domain',
    name: 'Name',
    nameHint: 'What to call it here. The domain if left empty.',
    timezone: 'Time zone',
    timezoneHint: 'Days begin and end by it.',
    currency: 'Currency',
    submit: 'Add site',
    closed: 'No site to show yet',
    closedText: 'Ask whoever runs this server to make you a member of a site.',
  },
  snippet: {
    title: 'Add the script to your pages',
    text: 'Put this into the head of every page.',
    label: 'Snippet',
    waiting: 'Waiting for the first event…',
    waitingHint: 'Open your site in another tab. This turns green by itself.',
    received: 'The first event has arrived',
    receivedHint: 'Everything is in place.',
    go: 'See the overview',
    check: 'Check',
    unfetched: 'No page has asked for the script yet',
    unfetchedHint:
      'Open a page that has it. Counted since the server was started; browsers keep the script for some minutes.',
    fetched: (ago: string) => `Script asked for ${ago}`,
    silent: 'The script is loaded, but no event has come in the last 30 minutes',
    silentHint:
      'An ad blocker, a content security policy (connect-src) or a host that is not this site’s may be in the way. Data quality counts what was refused.',
    counted: (ago: string) => `Last event ${ago}`,
    refused: 'Came, and was not counted',
    refusedHost: (host: string) => `Events came from ${host}, which is not this site’s.`,
    refusedFor: (reason: string, events: Count) =>
      `${counted(events, 'event')} not counted: ${reason}`,
    allow: 'Allow',
    allowHost: (host: string) => `Allow ${host}`,
    allowed: (host: string) => `${host} counts from now on. Open the page once more.`,
    quiet: 'No event in the last 30 minutes',
    quietHint: 'Events have come before. The next one is said here within seconds.',
    options:
      'Single-page apps work as they are. Nothing is stored in the browser unless you ask for it.',
    optionsStored:
      'Single-page apps work as they are. An id is kept in the browser, as this site’s identity says.',
  },
}
