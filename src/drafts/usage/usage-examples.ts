import { attributesExample, hamlExample } from './attributes-example.ts'
import { backEndExample } from './back-end-example.ts'
import { frontEndExample, vueExample } from './front-end-example.ts'
import { rspecExample, rubyExample } from './ruby-example.ts'
import type { UsageSubject } from './usage-subject.ts'

/** One place in which an event may be tracked. */
export interface UsageExample {
  readonly id: string
  readonly title: string
  print(subject: UsageSubject): string
}

/** The code that tracks an event and the test of it, by the place where it is tracked. */
export const USAGE_EXAMPLES: readonly UsageExample[] = [
  { id: 'back-end', title: 'TypeScript, back end', print: backEndExample },
  { id: 'front-end', title: 'TypeScript, front end', print: frontEndExample },
  { id: 'vue', title: 'Vue', print: vueExample },
  { id: 'attributes', title: 'Data attributes in HTML', print: attributesExample },
  { id: 'haml', title: 'Data attributes in HAML', print: hamlExample },
  { id: 'ruby', title: 'Ruby on Rails', print: rubyExample },
  { id: 'rspec', title: 'RSpec', print: rspecExample },
]
