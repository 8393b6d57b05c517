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
  const sections = changes.map(({ title, kind, removed, added }) => {
    const events = [
      ...removed.map((event) => `<li class="removed"><del>${escaped(event)}</del></li>`),
      ...added.map((event) => `<li class="added"><ins>${escaped(event)}</ins></li>`),
    ]
    return [
      `<section><h2><span class="${kind}">${kind}</span> ${escaped(title)}</h2>`,
      ...(events.length > 0 ? ['<ul>', ...events, '</ul>'] : []),
      '</section>',
    ].join('\n')
  })
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Journeys of two runs</title>
<style>
:root {
  color-scheme: light dark;
  --line: light-dark(#e3e3e9, #303038);
  --dim: light-dark(#5c5c69, #a6a6b3);
  --gone: light-dark(#a12a20, #ffa198);
  --good: light-dark(#1a7f4b, #56c98b);
  --fair: light-dark(#9a6700, #e0b04a);
  background: light-dark(#ffffff, #17171b);
  color: light-dark(#1b1b21, #e9e9ee);
  font: 15px/1.55 system-ui, sans-serif;
}
body { max-width: 60rem; margin: 0 auto; padding: 2.6rem 1.25rem 6rem; }
h1 { margin: 0 0 .4rem; font-size: 1.75rem; font-weight: 650; line-height: 1.25; letter-spacing: -.01em; }
p { margin: 0; color: var(--dim); }
h2 { margin: 2.2rem 0 .6rem; font-size: 1rem; font-weight: 650; overflow-wrap: anywhere; }
h2 span { margin-right: .4rem; padding: .1rem .55rem; border: 1px solid; border-radius: 1rem; font-size: .75rem; font-weight: 500; vertical-align: .1em; }
.changed { color: var(--fair); }
ul { margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .4rem; overflow: hidden; list-style: none; font: .85rem/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
li { padding: .3rem .8rem .3rem 2.2rem; text-indent: -1.4rem; }
li + li { border-top: 1px solid var(--line); }
li::before { display: inline-block; width: 1.4rem; text-indent: 0; }
del, ins { color: light-dark(#1b1b21, #e9e9ee); text-decoration: none; }
.removed { color: var(--gone); }
.added { color: var(--good); }
li.removed { background: light-dark(#fdf0ef, #2c1c1e); }
li.added { background: light-dark(#eef8f2, #17271f); }
li.removed::before { content: "−"; }
li.added::before { content: "+"; }
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
