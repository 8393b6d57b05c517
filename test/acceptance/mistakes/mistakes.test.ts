import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messages } from './mistake.ts'
import './mistakes.js'

const source = readFileSync(new URL('mistakes.js', import.meta.url), 'utf8')
const parts = [
  ...source.matchAll(
    /^(?:\/\/ # ([^\n]+)|mistake\('([^\n]+?)', (?:async )?\(\) => \{\n(.*?)^\}\))$/gms,
  ),
]

test('docs/troubleshooting.md has every mistake, with its whole message', async () => {
  const titles = parts.flatMap(([, , title]) => title ?? [])
  expect(titles).toEqual([...messages.keys()])
  expect(titles.length).toBeGreaterThanOrEqual(30)
  const page = [
    '<!-- Made by test/acceptance/mistakes: npx vitest run --project unit test/acceptance/mistakes -u -->',
    '# Troubleshooting',
    'Mistakes that are easily made, and what the test says then. `pull` and `push` track `pull_package` and `push_package`. If matchers are unknown (`Invalid Chai property`, `is not a function`), [the set-up is missing](runners.md#without-the-set-up).',
    ...parts.map(([, section, title = '', code = '']) =>
      section ? `## ${section}` : entry(title, code),
    ),
  ]
  await expect(`${page.join('\n\n')}\n`).toMatchFileSnapshot('../../../docs/troubleshooting.md')
})

function entry(title: string, code: string): string {
  const body = code.replace(/^ {2}/gm, '').trimEnd()
  return [
    `### ${title}`,
    `\`\`\`js\n${body}\n\`\`\``,
    `\`\`\`text\n${messages.get(title)}\n\`\`\``,
  ].join('\n\n')
}
