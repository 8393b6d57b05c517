/** A package as its page shows it. */
export interface ShownPackage {
  readonly type: string
  readonly name: string
  readonly versions: number
}

/** Renders the page of a package. What it tracks stands in its attributes. */
export function packagePage({ type, name, versions }: ShownPackage): string {
  const command = `npm install ${name}`
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${escaped(name)}</title>
  </head>
  <body data-page="packages:show">
    <main>
      <header
        data-event-tracking="view_package_page"
        data-event-tracking-load="true"
        data-event-label="${escaped(type)}"
      >
        <h1>${escaped(name)}</h1>
      </header>
      <p>
        <code>${escaped(command)}</code>
        <button
          type="button"
          data-event-tracking="click_copy_install_command"
          data-event-label="${escaped(type)}"
        >
          <span aria-hidden="true">▣</span> Copy
        </button>
      </p>
      ${versions > 1 ? versionFilter(versions) : ''}
    </main>
  </body>
</html>`
}

function versionFilter(versions: number): string {
  return `<button
        type="button"
        data-event-tracking="filter_package_list"
        data-event-value="${versions}"
        data-event-additional='{"visibility": "public"}'
      >
        Show all ${versions} versions
      </button>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<"]/g, (character) => ENTITIES[character] ?? character)
}
