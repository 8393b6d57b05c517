/**
 * Draws demo.svg: a test that passes, fails after a change of the code, and passes again. The texts are
 * those of real runs. Build the package first, and run this in the root: node docs/images/draw-demo.mjs
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters as plain } from 'node:util'

const FOLDER = '.cache/demo'
const SECONDS = [4, 9, 4]

const files = {
  'internal-events.config.json': '{}',
  'vitest.config.mjs':
    "export default { test: { setupFiles: ['internal-events-testing/vitest'], reporters: ['tree'] } }\n",
  'config/events/pull_package.yml':
    'action: pull_package\ninternal_events: true\nidentifiers: [user]\nadditional_properties:\n  label: {}\n',
  'config/metrics/npm_pulls.yml':
    'key_path: counts.npm_pulls\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: pull_package\n  filter: { label: npm }\n',
}
const shown = (label) => [
  'function pull() {',
  `  trackInternalEvent('pull_package', { user, additionalProperties: { label: '${label}' } })`,
  '}',
  '',
  "test('a pull from npm is tracked', async () => {",
  '  await expect(pull)',
  "    .toTriggerInternalEvents('pull_package')",
  "    .with({ user, additionalProperties: { label: 'npm' } })",
  "    .and.toIncrementUsageMetrics('counts.npm_pulls')",
  '})',
]
const testFile = (label) => `import { trackInternalEvent } from 'internal-events-testing'
import { expect, test } from 'vitest'
const user = { id: 1 }
${shown(label).join('\n')}
`

/** Runs the test, and returns the lines of the terminal that say how it went, with their colours. */
function run(label) {
  rmSync(FOLDER, { recursive: true, force: true })
  for (const [path, text] of Object.entries({ ...files, 'pull.test.mjs': testFile(label) })) {
    mkdirSync(dirname(join(FOLDER, path)), { recursive: true })
    writeFileSync(join(FOLDER, path), text)
  }
  const { stdout, stderr } = spawnSync('npx', ['vitest', 'run', '--root', '.'], {
    cwd: FOLDER,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1', CI: '1' },
  })
  rmSync(FOLDER, { recursive: true })
  const lines = `${stdout}${stderr}`.split('\n')
  // The runner's diff follows, which repeats it.
  const end = lines.findIndex((line) => plain(line) === '- Expected')
  return lines
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => !/RUN|Start at|Duration|Tests {2}|⎯/.test(plain(line)))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .split('\n')
}

const COLOURS = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff', 90: '#8b949e' }
const LINE = 19
const LEFT = 24

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Returns a line of a terminal as parts of a text in SVG. */
function coloured(line) {
  let style = ''
  const parts = []
  for (const part of line.split('\u001b[')) {
    const [, code = '0', text = part] = /^([\d;]*)m(.*)$/.exec(part) ?? []
    const last = Number(code.split(';').at(-1))
    if (COLOURS[last]) style = ` fill="${COLOURS[last]}"`
    else if ([0, 39].includes(last)) style = ''
    if (text) parts.push(`<tspan${style}>${escaped(text)}</tspan>`)
  }
  return parts.join('')
}

const text = (y, content, more = '') =>
  `<text x="${LEFT}" y="${y}" xml:space="preserve"${more}>${content}</text>`

const scenes = ['npm', 'maven', 'npm'].map((label) => ({ label, output: run(label) }))
const code = shown('npm')
const top = 44 + code.length * LINE + 26
const height = top + Math.max(...scenes.map(({ output }) => output.length)) * LINE + 24
const total = SECONDS.reduce((sum, seconds) => sum + seconds, 0)

function scene({ label, output }, index) {
  const lines = shown(label).map((line, number) => {
    const isChanged = number === 1
    const fill = isChanged ? (label === 'npm' ? '#7ee787' : '#ff7b72') : '#c9d1d9'
    return text(44 + number * LINE, escaped(line), ` fill="${fill}"`)
  })
  const results = output.map((line, number) => text(top + number * LINE, coloured(line)))
  return `<g class="scene s${index}">${[...lines, ...results].join('\n')}</g>`
}

let begin = 0
const animations = SECONDS.map((seconds, index) => {
  const at = (time) => ((time / total) * 100).toFixed(2)
  const [from, to] = [at(begin), at(begin + seconds)]
  begin += seconds
  const first = index === 0 ? '' : `0%, ${(from - 0.01).toFixed(2)}% { opacity: 0 } `
  const last =
    index === SECONDS.length - 1 ? '' : `${(Number(to) + 0.01).toFixed(2)}%, 100% { opacity: 0 }`
  return `@keyframes k${index} { ${first}${from}%, ${to}% { opacity: 1 } ${last} }
.s${index} { animation: k${index} ${total}s step-end infinite }`
})

writeFileSync(
  'docs/images/demo.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 940 ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13.5" fill="#c9d1d9">
<title>A test passes, fails when the code tracks another label, and passes again</title>
<style>
.scene { opacity: 0 }
${animations.join('\n')}
@media (prefers-reduced-motion: reduce) { .scene { animation: none } .s1 { opacity: 1 } }
</style>
<rect width="940" height="${height}" rx="8" fill="#0d1117"/>
<path d="M0 ${top - 30} h940" stroke="#30363d"/>
${scenes.map(scene).join('\n')}
</svg>
`,
)
