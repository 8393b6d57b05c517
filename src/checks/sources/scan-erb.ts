import { splitErb } from './erb.ts'
import { scanMarkup } from './scan-markup.ts'
import { scanTemplateRuby } from './scan-ruby.ts'
import { scanScript } from './scan-script.ts'
import { joined, type Scanned } from './tracking-call.ts'

/** Finds tracking in a template of ERB: in its Ruby, and in the markup or the script that it writes. */
export function scanErb(source: string, path: string): Scanned {
  const { markup, ruby } = splitErb(source)
  const scanRest = path.endsWith('.js.erb') ? scanScript : scanMarkup
  return joined([scanTemplateRuby(ruby), scanRest(markup, path)])
}
