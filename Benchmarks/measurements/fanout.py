"""Updates to many streams: the server's CPU for each delivered update, and the time until the last client has it."""
import statistics

from .servers import OURS, PEER, SERVE, figure

COST, LAST, WORST, SYNC = range(4)


def one(servers, name, given, mode, kind):
    text = servers.load(name, "-streams", given.streams, "-updates", given.updates, "-mode", mode, "-kind", kind,
                        "-gap", "20ms")
    # The load generator divides by messages; a server that sends fewer of them is not the worse for it.
    cost = figure(text, r"server cpu ([\d.]+) s = ") * 1e6 / (given.streams * given.updates)
    return (cost, figure(text, r"last-client p50 ([\d.]+)"), figure(text, r"update->client ms: p50 [\d.]+ p99 ([\d.]+)"),
            figure(text, r"initial sync: ([\d.]+) ms"))


def measure(servers, report, given):
    report.title(f"{given.streams} streams, a connection each; {given.updates} updates of one resource; "
                 f"medians of {given.rounds} rounds")
    for mode in ("delta", "sotw"):
        for kind in ("eds", "cds"):
            taken = {OURS: [], PEER: [], SERVE: []}
            for _ in range(given.rounds):
                for name, rows in taken.items():
                    rows.append(one(servers, name, given, mode, kind))
            middle = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in taken.items()}

            def row(what, index, aim=None):
                report.ratio(what, middle[OURS][index], middle[PEER][index], aim, middle[SERVE][index])

            report.head(f"{mode}, updates of {kind.upper()}")
            row("CPU per delivered update, us", COST, 0.25)
            row("update to the last client, p50 ms", LAST, 0.5)
            row("update to any client, p99 ms", WORST)
            row("first synchronisation of all, ms", SYNC)
