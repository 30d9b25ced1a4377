"""That both servers really send the same bytes."""
import contextlib

import grpc
import streams

from .servers import OURS, PEER

KINDS = {"cluster": "cds", "endpoints": "eds", "listener": "lds"}


def bodies(server, brokers):
    """The bytes of every resource, by type and name, after an update of each type."""
    for kind in KINDS.values():
        server.update(kind, count=2, offset=1)
    found = {}
    with contextlib.closing(grpc.insecure_channel(server.xds)) as channel:
        stream = streams.Stream(channel, "ADS", delta=True, who=streams.node(cluster="kafka-proxy"))
        for kind in KINDS:
            names = [f"broker-{index}" for index in range(brokers)] if kind == "endpoints" else ["*"]
            stream.ask(kind, names)
            response = stream.receive()
            stream.acknowledge(response, kind)
            found[kind] = {entry.name: (entry.resource.type_url, entry.resource.value) for entry in response.resources}
        stream.close()
    return found


def check(servers):
    seen = []
    for name in (OURS, PEER):
        with servers.running(name) as server:
            seen.append(bodies(server, servers.brokers))
    ours, theirs = seen
    for kind in KINDS:
        if len(theirs[kind]) != servers.brokers or ours[kind] != theirs[kind]:
            raise SystemExit(f"the payloads differ ({kind}): ratios would say nothing\n{ours[kind]}\n{theirs[kind]}"[:2000])
    total = sum(len(value) for kind in theirs.values() for _, value in kind.values())
    print(f"both send the same {sum(map(len, theirs.values()))} resources, {total} bytes, equal byte for byte")
