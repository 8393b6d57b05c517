import { createHash } from 'node:crypto'
import type { DictionaryData } from './page/index.ts'
import { readPageParts } from './page-parts.ts'

/** The beginning of every page that this package has made. */
export const HEADER =
  '<!doctype html>\n<!-- Made by internal-events dictionary: change the definitions, not this file. -->\n'

/** Prints the page, which needs no other file. */
export async function printPage(data: DictionaryData): Promise<string> {
  const { script, style } = await readPageParts()
  const policy = [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const project = escapeHtml(data.project)
  const { changes, coverage, opensOn } = data
  const links = [
    ...(coverage ? ['<a class="side-link" href="#coverage">Coverage</a>'] : []),
    ...(changes
      ? [
          `<a class="side-link" href="#changes">Changes <span class="count">${changes.changes.length}</span></a>`,
        ]
      : []),
  ]
  return `${HEADER}<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${opensOn === 'coverage' ? 'Coverage' : 'Dictionary'} of ${project}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body data-view="overview">
<div class="side">
<header>
<a class="side-link home" href="#" dir="auto">${project}</a>
${links.length > 0 ? `<nav class="side-links" aria-label="Views">${links.join('')}</nav>\n` : ''}</header>
<search>
<input id="search" type="search" aria-label="Search" aria-keyshortcuts="/" autocomplete="off" spellcheck="false" placeholder="Search names, properties, owners">
<fieldset id="kind" class="segments">
<legend class="unseen">Kind</legend>
<label><input type="radio" name="kind" value="" checked><span>All</span></label>
<label><input type="radio" name="kind" value="event"><span>Events</span></label>
<label><input type="radio" name="kind" value="metric"><span>Metrics</span></label>
</fieldset>
<div class="filters">
<select id="owner" aria-label="Owner"><option value="">Any owner</option></select>
<select id="tier" aria-label="Tier"><option value="">Any tier</option></select>
<select id="status" aria-label="Status"><option value="">In use</option><option value="any">Any status</option></select>
</div>
</search>
<div class="state">
<p id="count" role="status"></p>
<button id="show-removed" type="button" hidden></button>
<button id="clear" type="button" hidden>Clear</button>
</div>
<nav class="results" aria-label="Results">
<ol id="results"></ol>
<p id="none" hidden></p>
<button id="more" type="button" hidden></button>
</nav>
</div>
<main>
<a class="back" href="#">← All entries</a>
<article id="view"><noscript>This page needs JavaScript.</noscript></article>
</main>
<script type="application/json" id="data">${embedJson(data)}</script>
<script>${script}</script>
</body>
</html>
`
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
}

/** Prints JSON that stays one script element, whatever its texts say. */
function embedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? wellFormed(inner) : inner,
  ).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Replaces halves of characters, which no address can carry. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}
