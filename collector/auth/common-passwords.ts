/**
 * What is tried first: the words that the well-known lists of leaked passwords are made of. A password of at least
 * ten characters is on those lists as such a word with digits, signs or another such word beside it.
 */
const WORDS = `
password passwort passw passwd pass motdepasse contrasena senha wachtwoord parola mima qwerty qwertz azerty asdfgh
zxcvbn asdf qwer qazwsx qaz wsx admin administrator root superuser sysadmin user username login signin welcome letmein
changeme changeit default guest test tester testing temp temporary secret access master server system office company
internet computer windows microsoft google facebook apple samsung android iphone linkedin amazon dashboard analytics
marketing tributary monkey dragon tiger lion eagle falcon wolf shadow phoenix ninja samurai superman batman spiderman
pokemon pikachu starwars matrix hunter ranger killer soldier warrior legend thunder lightning storm hockey football
baseball basketball soccer liverpool arsenal chelsea barcelona juventus realmadrid yankees cowboys lakers ferrari
porsche mercedes mustang corvette harley iloveyou loveyou lovely love sexy baby angel princess queen sunshine flower
butterfly rainbow chocolate cookie cheese banana orange pepper ginger summer winter spring autumn january february
march april june july august september october november december monday tuesday wednesday thursday friday saturday
sunday michael jordan michelle jessica jennifer ashley amanda nicole daniel thomas robert andrew matthew joshua
anthony charlie george william maggie buster freedom whatever trustno trustnoone hello helloworld blink fuckyou
fuckoff asshole bitch diamond golden silver platinum jesus christ heaven forever family friends london paris berlin
moscow america canada australia germany france china corona covid qwertyuiop asdfghjkl zxcvbnm woaini abcd abc xyz
`

/** Walks over the keyboard and other things that are no words, as letters and digits. */
const WALKS = `
1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3e zaq12wsxcde3 q1w2e3r4t5 q1w2e3r4t5y6 qweasdzxc1 qweasdzxc123
qazwsxedcrfv 1234qwerasdf 123qweasdzxc qwe123asd456 1029384756 0192837465 1357924680 1020304050 1122334455
112233445566 1234512345 1234554321 0987654321 3141592653 31415926535 2718281828 12345678910 123321123321 147258369
1472583690 159357258456 9876543210 0123456789 1234567890 correcthorsebatterystaple thequickbrownfox
loremipsum loremipsumdolor letmeinplease openthedoor abracadabra
`

const words = (text: string) => text.trim().split(/\s+/u)
const COMMON = words(WORDS)
const WALKED = new Set(words(WALKS))

const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Letters left that make a password of a common word one's own. */
const OWN_LETTERS = 3
/** More common words than this make a sentence, and that is a good password. */
const FEW_WORDS = 2

function letters(text: string): string {
  return text.replace(/[^\p{L}]/gu, '')
}

/** `p4ssw0rd!1` as it is meant. */
function meant(text: string): string {
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return letters([...core].map((sign) => LOOKALIKES[sign] ?? sign).join(''))
}

/** Whether little is left of it without the words, and the words are few. */
function isMadeOf(text: string, known: readonly string[]): boolean {
  let rest = text
  const found = known.filter((word) => {
    const without = rest.replaceAll(word, '')
    const within = without.length < rest.length
    rest = without
    return within
  })
  return found.length > 0 && found.length <= FEW_WORDS && rest.length < OWN_LETTERS
}

/** `aaaaaaaaaa`, `abcabcabcabc`. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4].some((length) => {
    const unit = text.slice(0, length)
    return text.length > length && unit.repeat(Math.ceil(text.length / length)).startsWith(text)
  })
}

/** `abcdefghij`, `9876543210`. */
function isRun(text: string): boolean {
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0)
  return [1, -1].some((step) =>
    codes.every((code, i) => i === 0 || code - (codes[i - 1] ?? 0) === step),
  )
}

/** Names and addresses and the words in them, as far as they are long enough to tell something. */
function wordsOf(names: readonly string[]): string[] {
  const lower = names.map((name) => name.toLowerCase())
  const parts = lower.flatMap((name) => [letters(name), ...name.split(/[^\p{L}]+/u)])
  return parts.filter((part) => part.length >= 4)
}

/** Longer passwords are nobody's first guess, and are not looked through. */
const LONGEST_GUESS = 64

/** Whether a password is among the first that are guessed, `names` being those of its owner and their sites. */
export function isCommon(password: string, names: readonly string[] = []): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  if (text.length > LONGEST_GUESS) return false
  const bare = text.replace(/[^\p{L}\p{N}]/gu, '')
  if (bare === '' || WALKED.has(bare) || isRepeated(bare) || isRun(bare)) return true
  const known = [...COMMON, ...wordsOf(names)].toSorted((a, b) => b.length - a.length)
  return isMadeOf(letters(text), known) || isMadeOf(meant(text), known)
}
