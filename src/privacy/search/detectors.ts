import type { Detector } from './detector.ts'
import { email } from './detectors/email.ts'
import { freeText } from './detectors/free-text.ts'
import { highEntropy } from './detectors/high-entropy.ts'
import { ipAddress } from './detectors/ip-address.ts'
import { pageUrl } from './detectors/page-url.ts'
import { pseudonym } from './detectors/pseudonym.ts'
import { token } from './detectors/token.ts'
import { userName } from './detectors/user-name.ts'

/** All detectors, the most certain first: a value is reported by the first that finds something in it. */
export const DETECTORS: readonly Detector[] = [
  token,
  email,
  userName,
  pageUrl,
  ipAddress,
  pseudonym,
  highEntropy,
  freeText,
]
