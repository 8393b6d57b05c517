export const COVERAGE_USAGE = `Usage: internal-events coverage <reports> [options]
       internal-events coverage merge <reports> [options]

Tells which events, properties, filter values and metrics tests guard, and judges the gates that
stand under coverage in internal-events.config.*. Reports are files that runs of tests wrote, or
globs of them in quotes; several are merged first. All shards of a run have to be there.

merge also writes coverage.json, which holds all of them, and the page index.html, and tells what
changed since the coverage.json before.

Options:
  --format <name>       text, json (the merged report with totals and failed gates), html (the
                        page), github (annotations), gitlab (code quality), sarif or junit.
                        Default: text
  --json                The same as --format json
  --against <revision>  Definitions that are new or changed since a revision of Git have to be
                        asserted, as coverage.newSince says in the configuration
  --out <folder>        The folder that merge and --format html write to; it is made if it is not
                        there. Default: coverage.reportsDirectory of the configuration, or
                        coverage/internal-events in the root
  --root <folder>       The folder that the globs of definitions start from. Default: the nearest,
                        from here upwards, with internal-events.config.* or config/events
  --help                Show this text

Exit codes: 0 all gates hold, 1 a gate does not, 2 there is nothing to read, a report is broken, or
a shard is missing.

Examples:
  internal-events coverage coverage/internal-events/coverage-vitest.json
  internal-events coverage merge 'coverage/internal-events/coverage-*.json'
  internal-events coverage merge reports/*.json --against origin/main --format github
`
