/**
 * Measures what the dictionary of 2,500 events and 3,500 metrics takes, without and with a report of
 * coverage: to be written, to be opened in Chromium until its list is there, and to answer each letter
 * of a search, the layout included.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright'
import { median, printTable } from './compare.mjs'
import { createProject } from './product-definitions.mjs'
import { createReport } from './product-report.mjs'

const RUNS = 7
/** Searches that find one, some, most and none of the entries. */
const SEARCHES = ['event_2417', 'metric 99 weekly', 'package_registry', 'no such thing']
const cli = fileURLToPath(new URL('../dist/cli.mjs', import.meta.url))

function write(folder, args) {
  const start = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    [cli, 'dictionary', '--out', 'dictionary', '--force', ...args],
    { cwd: folder, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return performance.now() - start
}

async function open(browser, url) {
  const page = await browser.newPage()
  const start = performance.now()
  await page.goto(url)
  await page.locator('#results a').first().waitFor()
  return { page, time: performance.now() - start }
}

/** Types searches letter by letter. Returns the time of each letter, in milliseconds. */
function type(searches) {
  const input = document.getElementById('search')
  return searches.flatMap((search) =>
    [...search].map((_, index) => {
      input.value = search.slice(0, index + 1)
      const start = performance.now()
      input.dispatchEvent(new Event('input'))
      document.body.getBoundingClientRect()
      return performance.now() - start
    }),
  )
}

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * share) - 1]
}

const folder = createProject()
const file = join(folder, 'dictionary', 'index.html')
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const browser = existsSync(executablePath)
  ? await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  : undefined
async function measure(title, args, fragment) {
  const times = { written: [], opened: [], searched: [] }
  for (let run = 0; run < RUNS; run++) {
    times.written.push(write(folder, args))
    if (!browser) continue
    const { page, time } = await open(browser, pathToFileURL(file).href + fragment)
    times.opened.push(time)
    times.searched.push(...(await page.evaluate(type, SEARCHES)))
    await page.close()
  }
  printTable(
    `${title}, ${(statSync(file).size / 1e6).toFixed(1)} MB`,
    [
      { what: 'written by the command', values: times.written },
      { what: 'opened, until the list is there', values: times.opened },
      { what: 'a letter in the search', values: times.searched },
    ].map(({ what, values }) =>
      values.length === 0
        ? { what, 'median, ms': 'not measured: no Chromium' }
        : {
            what,
            'median, ms': median(values).toFixed(0),
            '95 of 100 within, ms': percentile(values, 0.95).toFixed(0),
            'worst, ms': Math.max(...values).toFixed(0),
          },
    ),
  )
}

await measure('The dictionary of 2,500 events and 3,500 metrics', [], '')
const report = createReport(folder)
await measure(
  'The same with coverage, opened on its view, the list by risk',
  ['--coverage', report],
  '#coverage?order=risk',
)
await browser?.close()
rmSync(folder, { recursive: true })
