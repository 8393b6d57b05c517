export const MONITOR_USAGE = `Usage: internal-events monitor [names] [options]

Shows internal events as a collector receives them, and the usage metrics that they move.

  <names>              Names of events, each with the metrics that count it; or beginnings of key
                       paths, such as counts.package_, with the events that these metrics count.
                       An event that is not defined is shown where it may be meant for one of these.
                       Default: all events and metrics

Options:
  --collector <url>    The collector, Snowplow Micro, or a namespace of a collector, such as
                       http://127.0.0.1:9090/t/worker-1. If nothing listens there and it is this
                       machine, a collector is started. Default: http://127.0.0.1:9090
  --root <folder>      The folder that the globs of definitions start from. Default: the nearest,
                       from here upwards, with internal-events.config.* or config/events
  --json               Print each event, with the metrics that it moved, as a JSON object on a line
  --help               Show this text

Keys:
  p    Hold the screen; events are still counted. Again: go on
  r    Start anew: forget the events, and count what moves from now on
  q    Quit, as Ctrl-D and Ctrl-C

Without a terminal, and with TERM=dumb, it prints a line for each event, until it is interrupted.
Everything else goes to standard error.

Metrics are counted here, by the rules of their definitions, from the events of the collector: its
newest 10,000 at the start, and then all. They are read as in tests: weeks include this one.

Exit codes: 0 quit, 2 a name or an option cannot be used, or there are no definitions or no
collector, 130 Ctrl-C.

Examples:
  internal-events monitor pull_package push_package
  internal-events monitor redis_hll_counters.packages --collector http://127.0.0.1:9091
  internal-events monitor --json | jq .name
`
