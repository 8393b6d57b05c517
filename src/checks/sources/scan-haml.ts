import { withOutput } from './erb.ts'
import { splitHaml } from './haml.ts'
import { RUBY_TRACKING, scanTemplateRuby } from './scan-ruby.ts'
import { scanParts } from './scan-script.ts'
import { joined, NOTHING, type Scanned } from './tracking-call.ts'
import { elementCalls } from './tracking-element.ts'

/** Finds tracking in a template of HAML: in its Ruby, its attributes and its scripts. */
export function scanHaml(source: string): Scanned {
  if (!RUBY_TRACKING.test(source) && !/trackEvent|trackInternalEvent/.test(source)) return NOTHING
  const { ruby, scripts, elements } = splitHaml(source)
  const parts = scripts.map(({ text, start }) => ({
    text: text.replace(/#\{[^}\n]{0,1000}\}/g, withOutput),
    dialect: 'js' as const,
    placeOf: (offset: number) => start + offset,
  }))
  return joined([
    ...ruby.map(({ text, start }) => scanTemplateRuby(text, start)),
    scanParts(parts, false),
    { calls: elements.flatMap(elementCalls), faults: [] },
  ])
}
