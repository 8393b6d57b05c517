/** The page of npm: it has the README of the tarball, without the files that lie beside it. */
import assert from 'node:assert/strict'
import { execute } from './workspace.mjs'

export async function checkNpmPage(tarball) {
  const options = ['--extract', '--to-stdout', '--file', tarball]
  const { stdout } = await execute('tar', [...options, 'package/README.md'])
  const targets = [...stdout.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target)
  assert.ok(targets.length > 0, `${tarball} has a README without links`)
  assert.deepEqual(
    targets.filter((target) => !/^(https:\/\/|#)/.test(target)),
    [],
    `links of the README of ${tarball} lead nowhere on npm`,
  )
  const manifest = JSON.parse((await execute('tar', [...options, 'package/package.json'])).stdout)
  for (const key of ['homepage', 'bugs', 'repository']) {
    assert.match(JSON.stringify(manifest[key] ?? ''), /github\.com\/internal-events-testing\//, key)
  }
  console.log(`${manifest.name} has a page of npm whose links lead somewhere`)
}
