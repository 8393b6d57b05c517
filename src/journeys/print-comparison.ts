import { counted } from '../foundation/index.ts'
import type { JourneyChange, RunComparison } from './compare-runs.ts'

const SIGNS = { added: '+', removed: '-', changed: '~' } as const

/** Prints how two runs differ: a line for each journey and each of its events. */
export function printComparison({ changes, same }: RunComparison): string {
  const lines = changes.flatMap(({ title, kind, removed, added }) => [
    `${SIGNS[kind]} ${title}`,
    ...removed.map((event) => `    - ${event}`),
    ...added.map((event) => `    + ${event}`),
  ])
  return `${[...lines, summary(changes, same)].join('\n')}\n`
}

/** Prints the same as a page that loads nothing from elsewhere. */
export function printComparisonPage({ changes, same }: RunComparison): string {
  const sections = changes.map(({ title, kind, removed, added }) =>
    [
      `<section><h2><span class="${kind}">${kind}</span> ${escaped(title)}</h2><ul>`,
      ...removed.map((event) => `<li class="removed"><del>${escaped(event)}</del></li>`),
      ...added.map((event) => `<li class="added"><ins>${escaped(event)}</ins></li>`),
      '</ul></section>',
    ].join('\n'),
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Journeys of two runs</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; }
h2 span { font-size: .8rem; padding: .1rem .5rem; border: 1px solid; border-radius: 1rem; }
ul { list-style: none; padding: 0; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
li { padding: .2rem .5rem; }
del, ins { text-decoration: none; }
li.removed::before { content: "− "; }
li.added::before { content: "+ "; }
li.removed { background: light-dark(#fdd, #511); }
li.added { background: light-dark(#dfd, #141); }
</style>
</head>
<body>
<h1>Journeys of two runs</h1>
<p>${escaped(summary(changes, same))}</p>
${sections.join('\n')}
</body>
</html>
`
}

function summary(changes: readonly JourneyChange[], same: number): string {
  const count = (kind: JourneyChange['kind']) =>
    changes.filter((change) => change.kind === kind).length
  return `${counted(count('changed'), 'journey')} changed, ${count('added')} added, ${count('removed')} removed, ${same} the same`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
