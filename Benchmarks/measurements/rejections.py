"""Clients that reject the listeners that they are sent: how often they are sent them again."""
import collections
import threading
import time

import grpc
import streams

from .servers import OURS, PEER

CLIENTS = 10
WINDOW = 30.0
# Ours long enough to see the first retry; the peer's storm shows at once.
SECONDS = {OURS: 40.0, PEER: 5.0}


class Rejecter:
    """An Envoy that takes clusters and endpoints, and no listeners."""

    def __init__(self, server, delta, number, until):
        self.channel = grpc.insecure_channel(server.xds, options=[("grpc.use_local_subchannel_pool", 1)])
        self.stream = streams.Stream(
            self.channel, "ADS", delta, who=streams.node(f"rejecter-{number}", cluster="kafka-proxy"))
        self.until = until
        # When responses with listeners came, by version.
        self.times = collections.defaultdict(list)
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self):
        names = []
        self.stream.ask("cluster", ["*"] if self.stream.delta else [])
        hasAsked = False
        while time.monotonic() < self.until:
            try:
                response = self.stream.inbox.get(timeout=max(0.01, self.until - time.monotonic()))
            except Exception:
                return
            if isinstance(response, streams.Ended):
                return
            kind = next(kind for kind, url in streams.URLS.items() if url == response.type_url)
            if kind == "listener":
                version = response.system_version_info if self.stream.delta else response.version_info
                self.times[version].append(time.monotonic())
                self.stream.acknowledge(response, kind, error="address already in use", version="")
                continue
            if kind == "cluster":
                names = sorted(self.stream.contents(kind, response))
            self.stream.acknowledge(response, kind, names if kind == "endpoints" else [])
            if not hasAsked:
                hasAsked = True
                self.stream.ask("endpoints", names)
                self.stream.ask("listener", ["*"] if self.stream.delta else [])

    def close(self):
        self.stream.close()
        self.channel.close()

    def most(self):
        """The most responses of one version within any 30 s, the last moment of which is not counted."""
        most = 0
        for times in self.times.values():
            for index, first in enumerate(times):
                most = max(most, sum(1 for other in times[index:] if other < first + WINDOW))
        return most


def one(servers, name):
    """For each variant the clients; and the share of a processor that the server took."""
    seconds = SECONDS[name]
    with servers.running(name) as server:
        before = server.cpu_seconds()
        until = time.monotonic() + seconds
        clients = {delta: [Rejecter(server, delta, number, until) for number in range(CLIENTS)]
                   for delta in (False, True)}
        # Halfway a new version comes, which may be sent at once.
        time.sleep(seconds / 2)
        server.update("lds")
        for client in clients[False] + clients[True]:
            client.thread.join(seconds)
        cpu = (server.cpu_seconds() - before) / seconds * 100
        for client in clients[False] + clients[True]:
            client.close()
            if not client.times:
                raise SystemExit(f"{name}: a client was sent no listeners")
    return clients, cpu


def measure(servers, report):
    report.title(f"{CLIENTS} clients of each variant that reject every listener, a new version halfway; ours for "
                 f"{SECONDS[OURS]:g} s, the peer for {SECONDS[PEER]:g} s")
    found = {name: one(servers, name) for name in (OURS, PEER)}
    for delta, mode in ((False, "sotw"), (True, "delta")):
        clients = {name: found[name][0][delta] for name in found}
        most = {name: max(client.most() for client in clients[name]) for name in found}
        rate = {name: sum(len(times) for client in clients[name] for times in client.times.values())
                / (CLIENTS * SECONDS[name]) for name in found}
        report.head(f"{mode}, rejected listeners")
        report.absolute("responses per client, version and 30 s", most[OURS], most[PEER], 1)
        report.ratio("responses per client and second", rate[OURS], rate[PEER])
    report.head("both together")
    report.ratio("CPU of the server, % of a processor", found[OURS][1], found[PEER][1])
