// npm run demo: the tests of this example, then one that fails on purpose, to show its message.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const installed = `${root}node_modules/internal-events-testing`
const vitest = (...args) =>
  spawnSync('vitest', ['run', '--root', root, ...args], { stdio: 'inherit' }).status

// In its own repository, the package that was just built stands for the installed one.
if (!existsSync(installed)) {
  mkdirSync(`${root}node_modules`, { recursive: true })
  symlinkSync('../../..', installed, 'junction')
}

console.log('The tests of a small package registry, which tracks how it is used:')
if (vitest() !== 0) process.exit(1)

console.log('A test that fails on purpose: the package that is pushed is not an npm package.')
if (vitest('--config', 'demo/vitest.config.ts') !== 1) process.exit(1)
console.log('That is what a failure looks like. Read on in README.md.')
