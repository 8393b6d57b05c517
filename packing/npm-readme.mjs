/**
 * node packing/npm-readme.mjs make|restore: `make` gives the README absolute links while npm packs,
 * since the page of npm has none of the files that it links to; `restore` undoes that.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const KEPT = '.cache/README.md'
const PAGE = 'README.md'

const read = (path) => readFileSync(path, 'utf8')

/** Returns the text with links to the files of this version. */
function withAbsoluteLinks(text) {
  const { version, repository } = JSON.parse(read('package.json'))
  const [, name] = /github\.com\/(.+)\.git$/.exec(repository.url)
  const files = `https://github.com/${name}/blob/v${version}/`
  const images = `https://raw.githubusercontent.com/${name}/v${version}/`
  return text.replaceAll(
    /(!?)\[[^\]]*\]\((?!https?:|#)/g,
    (link, isImage) => link + (isImage ? images : files),
  )
}

/** Undoes what an earlier `make` did, unless the README has been changed since. */
function restore() {
  if (!existsSync(KEPT)) return
  const text = read(KEPT)
  if (read(PAGE) === withAbsoluteLinks(text)) writeFileSync(PAGE, text)
  rmSync(KEPT)
}

restore()
if (process.argv[2] === 'make') {
  mkdirSync('.cache', { recursive: true })
  writeFileSync(KEPT, read(PAGE))
  writeFileSync(PAGE, withAbsoluteLinks(read(PAGE)))
}
