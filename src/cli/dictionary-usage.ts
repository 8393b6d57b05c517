export const DICTIONARY_USAGE = `Usage: internal-events dictionary --out <folder> [options]

Writes index.html: one page with all events and metrics, to search and to read. It needs no server
and loads nothing from elsewhere: open the file, or publish it.

Each entry has its owner, tiers, status, properties, file and line, the metrics that count an event
or the events that a metric counts, and code that tracks and tests it. #event/<name> and
#metric/<key path> behind the address lead to an entry.

Options:
  --out <folder>        The folder to write index.html to; it is made if it is not there
  --against <revision>  Show what changed since a revision of Git, and whom it concerns
  --coverage <file>     Show which tests guard each entry, from the coverage.json of a run of tests
  --force               Replace an index.html that this command has not written
  --root <folder>       The folder that the globs start from. Default: the nearest, from here
                        upwards, with internal-events.config.* or config/events
  --help                Show this text

Files with faults are counted and left out: run internal-events check.

Exit codes: 0 the page is written, or is as it should be; 2 there is nothing to show, the revision
is not known, the report cannot be read, or the page cannot be written.

Examples:
  internal-events dictionary --out public/dictionary
  internal-events dictionary --out public/dictionary --against origin/main
  internal-events dictionary --out public/dictionary --coverage coverage.json
`
