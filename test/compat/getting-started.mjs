/**
 * Follows each way to get started as the docs describe it, in an empty folder: commands are run,
 * files are written, and what a command prints is compared, all in the order of the text.
 */
import assert from 'node:assert/strict'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pinned } from './versions.mjs'
import { environment, execute, root, workspace } from './workspace.mjs'

const EVENT = ['docs/runners.md', 'An event to begin with']

const VITEST = ['README.md', 'Getting started with Vitest']

/** The sections of each way, one after another, and the tools that a reader has by then. */
const ways = {
  'vitest-5': {
    sections: [
      VITEST,
      ['README.md', 'For owners of definitions'],
      ['README.md', 'In the front end'],
    ],
  },
  'vitest-4': {
    sections: [EVENT, ['docs/runners.md', 'Vitest 4 and older']],
    tools: pinned('node', 20),
  },
  'jest-commonjs': { sections: [EVENT, ['docs/runners.md', 'Jest']] },
  'jest-esm': { sections: [EVENT, ['docs/runners.md', 'ES modules']] },
  'ts-jest': { sections: [EVENT, ['docs/runners.md', 'TypeScript with ts-jest']] },
  'swc-jest': { sections: [EVENT, ['docs/runners.md', 'TypeScript with SWC']] },
  'node-test': { sections: [EVENT, ['docs/runners.md', 'node:test']] },
  monorepo: { sections: [EVENT, ['docs/runners.md', 'Monorepos']] },
  bun: { sections: [VITEST, ['docs/runners.md', 'Bun']], tools: pinned('bun') },
  deno: { sections: [VITEST, ['docs/runners.md', 'Deno']], tools: pinned('deno') },
  vue: { sections: [['docs/front-end.md', 'Getting started with Vue']] },
  react: { sections: [['docs/front-end.md', 'Getting started with React']] },
  express: { sections: [EVENT, ['docs/services.md', 'Getting started with Express and MSW']] },
  playwright: { sections: [['docs/playwright.md', 'Getting started']], adapt: useChromium },
}

/** Returns one job for each way. */
export const gettingStarted = (tarballs) =>
  Object.entries(ways).map(([name, way]) => [
    `getting-started:${name}`,
    () => follow(name, way, tarballs),
  ])

async function follow(name, { sections, tools, adapt = (text) => text }, tarballs) {
  const start = Date.now()
  const folder = join(workspace, `getting-started-${name}`)
  await rm(folder, { recursive: true, force: true })
  // Without it npm would look for a project in the folders above, and install there.
  await mkdir(join(folder, 'node_modules'), { recursive: true })
  const run = await shell(folder, tools)
  const files = new Map()
  let command
  let tests
  let isRun = false
  let output
  for (const [page, heading] of sections) {
    for (const { language, text, path } of await readFences(page, heading)) {
      if (path) {
        await write(folder, files, path, adapt(text))
        isRun = false
      } else if (language === 'text') {
        compare(output, text, `${page}: ${heading}`)
        tests = command
      } else {
        assert.equal(language, 'sh', `${page} shows in "${heading}" what is no step:\n${text}`)
        command = adapt(text).replaceAll(/(?<= )internal-events-\w+(?=\s)/g, (it) => tarballs[it])
        output = await run(command)
        isRun = true
      }
    }
  }
  assert.ok(tests, `${name}: the docs do not show what the tests print`)
  if (!isRun) await run(tests)
  await run('npx internal-events check')
  await compile(folder, [...files.keys()])
  await trackAnother(folder, files)
  const { code, output: failure } = await run(tests).catch((error) => error)
  assert.equal(code, 1, `${name}: a changed event passes`)
  assert.match(failure, /(recorded|sent): +"maven"/)
  const seconds = ((Date.now() - start) / 1000).toFixed(0)
  console.log(`${name.padEnd(13)} gets started as ${sections.at(-1)[0]} says (${seconds} s)`)
}

async function readFences(page, heading) {
  const text = await readFile(join(root, page), 'utf8')
  const [, section] = new RegExp(`\n##+ ${heading}\n(.*?)(?=\n##+ |$)`, 's').exec(text) ?? []
  assert.ok(section, `${page} has no section "${heading}"`)
  return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => {
    const [, path] = /^(?:\/\/|#|<!--) (\S+\.\w+)(?: -->)?\n/.exec(text) ?? []
    return { language, text, path }
  })
}

async function write(folder, files, path, text) {
  files.set(path, text)
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}

/** Returns what runs a command of the docs, and resolves to all that it prints. */
async function shell(folder, tools) {
  const env = { ...environment(folder), npm_config_prefer_offline: 'true' }
  if (tools) {
    const place = join(workspace, tools)
    await mkdir(place, { recursive: true })
    const allowScripts = { [tools.split('@', 1)[0]]: true }
    await writeFile(join(place, 'package.json'), JSON.stringify({ private: true, allowScripts }))
    await execute('npm', ['install', tools], { cwd: place, env })
    env.PATH = `${join(place, 'node_modules/.bin')}:${env.PATH}`
  }
  return (command) =>
    execute('bash', ['-euc', command], { cwd: folder, env }).then(
      ({ stdout, stderr }) => stdout + stderr,
      ({ code, stdout, stderr }) => {
        const output = stdout + stderr
        throw Object.assign(new Error(`Failed to run ${command}\n${output}`), { code, output })
      },
    )
}

/** Looks for each line that the docs show; times are not in them. */
function compare(output, text, place) {
  for (const line of text.split('\n')) {
    assert.ok(output.includes(line.trim()), `${place} shows "${line}", which is not in\n${output}`)
  }
}

/** Checks the types of the sources that the docs show. */
async function compile(folder, paths) {
  const sources = paths.filter((path) => /(?<!config)\.m?ts$/.test(path))
  // The docs compile them by this file.
  if (sources.length === 0 || paths.includes('tsconfig.json')) return
  const options = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2023']
  const modules = ['--module', 'nodenext']
  const types = await access(join(folder, 'node_modules/@types/node')).then(
    () => ['--types', 'node'],
    () => [],
  )
  const { stdout } = await execute(
    join(root, 'node_modules/.bin/tsc'),
    [...options, ...modules, ...types, ...sources],
    { cwd: folder, env: environment(folder) },
  ).catch((error) => error)
  assert.equal(stdout, '', `${folder} does not compile`)
}

/** Changes the property that the code of the docs tracks, which stands before what tests expect. */
async function trackAnother(folder, files) {
  const [path, text] = [...files].find(
    ([path, text]) => !path.endsWith('.yml') && /\bnpm\b/.test(text),
  )
  await writeFile(join(folder, path), text.replace(/\bnpm\b/, 'maven'))
}

/** Has Playwright start the Chromium of the machine, in the place of one that it would load. */
function useChromium(text) {
  const path = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const launch = `launchOptions: { executablePath: '${path}', args: ['--no-sandbox'] }`
  return text.replace(/^npx playwright install.*\n/m, '').replace('use: {', `use: { ${launch},`)
}
