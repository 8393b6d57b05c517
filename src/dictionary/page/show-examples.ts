import { USAGE_EXAMPLES, type UsageSubject } from '../../drafts/index.ts'
import { copyButton } from './copy-button.ts'
import { element } from './element.ts'

/** The place of code that somebody wants examples of, which stays from one entry to the next. */
let chosen = USAGE_EXAMPLES[0]?.id

/** Shows how to track an event and test it, in one place of code at a time. */
export function showExamples(subject: UsageSubject): HTMLElement {
  const code = element('code')
  const choices = USAGE_EXAMPLES.map(({ id, title, print }) => {
    const input = element('input', { type: 'radio', name: 'example', value: id })
    const show = () => {
      chosen = id
      code.textContent = print(subject)
    }
    input.addEventListener('change', show)
    if (id === chosen) {
      input.checked = true
      show()
    }
    return element('label', {}, input, element('span', {}, title))
  })
  return element(
    'section',
    { class: 'examples' },
    element('h2', {}, 'Track and test'),
    element(
      'fieldset',
      { class: 'pills' },
      element('legend', { class: 'unseen' }, 'Code'),
      choices,
    ),
    element(
      'div',
      { class: 'code' },
      copyButton('Copy', () => code.textContent),
      element('pre', { tabindex: '0', 'aria-label': 'Example' }, code),
    ),
  )
}
