import { printExpected } from './back-end-example.ts'
import { JAVASCRIPT } from './language.ts'
import { printDescribed, printIdentifiers, printMovements, STAND_IN } from './print-code.ts'
import type { UsageSubject } from './usage-subject.ts'

/** Prints a function of a front end that tracks an event, and the test of it. */
export function frontEndExample(subject: UsageSubject): string {
  const { constants, test } = page(subject, 'performAction()')
  return `import { InternalEvents, setPageContext } from 'internal-events-testing'
import { expect, test } from 'vitest'

${constants}
${STAND_IN}export function performAction() {
  InternalEvents.trackEvent('${subject.action}'${trackedProperties(subject, '  ')})
}

${test}`
}

/** Prints a component of Vue that tracks an event, and the test of it. */
export function vueExample(subject: UsageSubject): string {
  const { constants, test } = page(
    subject,
    "wrapper.trigger('click')",
    'const wrapper = mount(ActionButton)',
  )
  return `// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { InternalEvents, setPageContext } from 'internal-events-testing'
import { expect, test } from 'vitest'
import { defineComponent } from 'vue'

${constants}
${STAND_IN}const ActionButton = defineComponent({
  mixins: [InternalEvents.mixin()],
  methods: {
    performAction() {
      this.trackEvent('${subject.action}'${trackedProperties(subject, '      ')})
    },
  },
  template: '<button @click="performAction">Click me</button>',
})

${test}`
}

function trackedProperties(subject: UsageSubject, indent: string): string {
  return subject.values.size === 0
    ? ''
    : `, {\n${printDescribed(subject, `${indent}  `, JAVASCRIPT)}${indent}}`
}

/** Prints who is on the page, which knows no other identifiers, and the test of a block. */
function page(
  subject: UsageSubject,
  block: string,
  ...before: readonly string[]
): { readonly constants: string; readonly test: string } {
  const { action, identifiers, pageMovements } = subject
  const onPage = identifiers.filter((name) => name === 'project' || name === 'namespace')
  const { names, constants } = printIdentifiers(['user', ...onPage])
  const lines = [...before, `setPageContext({ ${names.join(', ')} })`]
  return {
    constants,
    test: `test('${action} is tracked', async () => {
${lines.map((line) => `  ${line}\n`).join('')}  await expect(() => ${block})
    .toTriggerInternalEvents('${action}')${printExpected(subject, names)}${printMovements(pageMovements, '    ')}
})
`,
  }
}
