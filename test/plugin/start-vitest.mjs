/**
 * A project with the plugin, whose tests Vitest runs in a process of its own: who changes a file in
 * watch mode waits for the test files that run because of it. In plain JavaScript, since the cells of
 * test/compat use it, too.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const REPORTER = `
const tell = (line) => process.stdout.write('\\n@@' + JSON.stringify(line) + '\\n')
export default class {
  onTestRunStart(files) { tell({ begins: files.map(({ moduleId }) => moduleId) }) }
  onTestRunEnd(modules) {
    tell({ ran: modules.map((module) => {
      const ofTests = [...module.children.allTests()].flatMap((test) => test.result().errors ?? [])
      const failures = [...module.errors(), ...ofTests].map(({ message }) => message)
      return { moduleId: module.moduleId, failures }
    }) })
  }
}
`

/** @param {Record<string, string>} files @param {string} root */
export function writeFiles(root, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/**
 * Starts Vitest in a folder. `vitest` is its bin file, `options` the text of its options beside the
 * reporter's. Returns what waits for a run and what ends it.
 *
 * @param {{ root: string, vitest: string, plugin: string, command: 'run' | 'watch', options?: string, node?: string }} project
 */
export function startVitest({
  root,
  vitest,
  plugin,
  command,
  options = '',
  node = process.execPath,
}) {
  writeFiles(root, {
    'reporter.mjs': REPORTER,
    'vitest.config.mjs': `import { internalEvents } from ${JSON.stringify(plugin)}
export default { plugins: [internalEvents()], test: { include: ['**/*.test.mjs'], reporters: ['./reporter.mjs'], ${options} } }\n`,
  })
  const { VITEST: _, VITEST_MODE: __, ...env } = process.env
  const child = spawn(node, [vitest, command, '--root', root], { cwd: root, env })
  let output = ''
  let read = 0
  /** @type {(() => void)[]} */
  let waiting = []
  const hear = (/** @type {Buffer} */ part) => {
    output += part
    for (const wake of waiting) wake()
    waiting = []
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)

  /** @param {'begins' | 'ran'} kind */
  async function next(kind) {
    const limit = Date.now() + 30_000
    for (;;) {
      const lines = output.split('\n').slice(0, -1)
      for (; read < lines.length; ) {
        const line = lines[read++] ?? ''
        const told = line.startsWith('@@') ? JSON.parse(line.slice(2)) : {}
        if (kind in told) return told[kind]
      }
      if (Date.now() > limit) throw new Error(`Vitest did not run again:\n${output}`)
      await new Promise((resolve) => {
        const wake = () => resolve(undefined)
        waiting.push(wake)
        setTimeout(wake, 1000)
      })
    }
  }

  return {
    begins: () => next('begins'),
    /** Waits for the end of the next run; returns its files with their failures. */
    async ran() {
      /** @type {{ moduleId: string, failures: string[] }[]} */
      const modules = await next('ran')
      return Object.fromEntries(
        modules
          .map(({ moduleId, failures }) => [moduleId.replace(/^.*\/|\.test\.mjs$/g, ''), failures])
          .sort(),
      )
    },
    async end() {
      if (child.exitCode !== null) return
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('close', resolve))
    },
    output: () => output,
  }
}
