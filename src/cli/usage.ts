export const USAGE = `Usage: internal-events <command> [options]

Commands:
  check        Find the faults of event and metric definitions (check --help has its options)
  collector    Receive events of Snowplow trackers, and show them at /micro/ui
  define       Write definitions of events and metrics (define --help has its options)
  dictionary   Write one page that shows all events and metrics (dictionary --help has its options)
  monitor      Watch events, and the metrics that they move (monitor --help has its options)
  types        Write the types of events and metrics, which TypeScript checks names with

Options of collector:
  --port <number>         Default: any free port
  --host <address>        Default: 127.0.0.1
  --allowed-hosts <name>  A name, beside this machine's own, under which /micro answers, such as
                          the one in a container's network; may be repeated
  --max-events <number>   The number of newest events to keep. Default: 100000
  --max-store-bytes <number>
                          The memory that kept events may take. Default: 256000000
  --max-bytes <number>    The largest body to read. Default: 10000000
  --schemas <glob>        Schemas in Iglu's layout to check contexts against; may be repeated
  --strict                Refuse data with an unknown schema
  --lenient               Take content types, encodings and paths that production refuses
  --micro-version <3|4>   The version of Micro whose shapes /micro answers in. Default: 4
  --no-storage            Keep no events: there is no /micro
  --output-json           Print each event as JSON, for another program
  --output-tsv            Print each event as tab-separated values, for another program
  --quiet                 Print no line for each event on a terminal

Options of types:
  --check                 Write nothing; exit with 1 if the file is not as it should be
  --out <file>            Default: internal-events.d.ts in the root
  --root <folder>         The folder that the globs start from. Default: the nearest, from here
                          upwards, with internal-events.config.* or config/events
  --export-only           Only export Register, for createInternalEvents<Register>(): where one
                          program has the definitions of several roots

All:
  --help, --version
`
