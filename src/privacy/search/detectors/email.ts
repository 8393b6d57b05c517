import type { Detector } from '../detector.ts'

/** Ends of file names that look like domains, as in `icon@2x.png`; `.md` is a domain, too. */
const FILES =
  /\.(?:avif|bmp|css|csv|gif|html?|ico|jpe?g|json|jsx?|mjs|pdf|png|rb|svg|tsx?|txt|vue|webp|ya?ml)$|@v?\d[\d.x]*\.md$/i

/** The part before `@` may be in quotes, with words in them; `foo@bar.baz()` is code. */
const ADDRESS =
  /(?<![\p{L}\p{N}._%+-])(?:[\p{L}\p{N}._%+'-]{1,64}|"(?=[^"\n]{0,61}\p{L})[^"\n]{1,62}")@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}-]|\(\))/gu
/** Versions of packages and images, as in `image@latest.tag`. */
const VERSION =
  /@(?:latest|next|alpha|beta|canary|edge|nightly|preview|rc|snapshot|stable)\.(?:tag|latest|next|alpha|beta|canary|edge|nightly|preview|rc|snapshot|stable)$/i

/** Addresses that nobody reads. */
const NOBODY = /^(?:no-?reply|do-?not-?reply)@/i
/** `git@host:path` is the address of a repository, which the detector of page URLs is about. */
const REPOSITORY = /^git@[^@\s]+$/

export const email: Detector = {
  id: 'email',
  kind: 'an e-mail address',
  find(text) {
    for (const { 0: found, index } of text.matchAll(ADDRESS)) {
      const isRepository = REPOSITORY.test(found) && text[index + found.length] === ':'
      if (!isRepository && ![FILES, VERSION, NOBODY].some((other) => other.test(found)))
        return found
    }
    return undefined
  },
}
