"""Memory that is resident for each idle stream, all state of the protocol included."""
from .servers import OURS, PEER, SERVE, figure


def one(servers, name, streams, tls):
    # An update that every stream gets, then quiet: what a fleet looks like between changes.
    text = servers.load(name, "-streams", streams, "-updates", 1, "-gap", "3s", tls=tls)
    before = figure(text, r"rss ([\d.]+) ->")
    return (figure(text, r"rss now ([\d.]+) MiB") - before) * 1024 / streams


def measure(servers, report, given):
    report.title(f"{given.idle_streams} idle streams, a connection each, 3 s after the last update")
    report.head("resident memory")
    for what, tls, aim in (("KiB per stream, cleartext", False, 16), ("KiB per stream, mutual TLS", True, 36)):
        found = {name: one(servers, name, given.idle_streams, tls) for name in (OURS, PEER, SERVE)}
        report.absolute(what, found[OURS], found[PEER], aim, found[SERVE])
