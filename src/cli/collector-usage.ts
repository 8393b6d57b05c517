export const COLLECTOR_USAGE = `Usage: internal-events collector [options]

Receives the events of Snowplow trackers on a port of this machine, as Snowplow Micro does. Point
trackers at the URL that it prints, and watch the events at /micro/ui. On a terminal it also prints
a line for each event.

Options:
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
  --help                  Show this text

Exit codes: 0 the runner that started it, such as npx, has ended; 1 it cannot start, 2 an option
cannot be used, 130 Ctrl-C, 143 SIGTERM.

Examples:
  internal-events collector --port 9090
  internal-events collector --port 9090 --output-json > recording.json
`
