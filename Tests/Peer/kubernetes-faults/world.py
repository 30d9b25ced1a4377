"""What the cases share: the API server, and how a case gets its namespace, its way to the server and its subject."""

import asyncio
import json
import pathlib
import time

from proxy import Proxy
from relay import Relay
from server import Custom, Server
from subject import Subject

ROOT = pathlib.Path(__file__).parents[3]
TOPICS = Custom("kafkatopics", "v1alpha1", "KafkaTopic", {
    "clusterRef": {"name": "kafka"}, "name": "orders", "partitions": 1, "replicationFactor": 1})
CACHE_TROUBLE = "a watch cache has trouble; it keeps what it has and tries again"
# How long a subject may need after a fault: the longest rest between tries is 30 s, and a watch counts as good after 10 s;
# the rest is for a busy machine.
RECOVERY = 90


class Failure(Exception):
    """What a case found wrong."""


def expect(condition, what):
    if not condition:
        raise Failure(what)


class World:
    def __init__(self, binary, cluster, work, authority, outage):
        self.binary, self.cluster, self.work, self.outage = binary, cluster, pathlib.Path(work), outage
        self.server = Server(cluster)
        self.server_authority = cluster.folder / "certificates/apiserver.crt"
        self.authority = authority.certificate
        self.certificate, self.key = authority.issue("proxy", "IP:127.0.0.1")
        self.subjects, self.ways = [], []

    async def proxy(self):
        way = await Proxy(self.cluster.port, self.server_authority, self.certificate, self.key).listen()
        self.ways.append(way)
        return way

    async def relay(self):
        way = await Relay(self.cluster.port).listen()
        self.ways.append(way)
        return way

    def kubeconfig(self, name, way, token_file=None):
        """A kubeconfig whose server is that proxy or relay."""
        authority = self.authority if isinstance(way, Proxy) else self.server_authority
        user = {"tokenFile": str(token_file)} if token_file else {"token": self.cluster.token}
        path = self.work / f"{name}.kubeconfig"
        path.write_text(json.dumps({
            "apiVersion": "v1", "kind": "Config", "current-context": "case",
            "clusters": [{"name": "case", "cluster": {
                "server": f"https://127.0.0.1:{way.port}", "certificate-authority": str(authority)}}],
            "users": [{"name": "case", "user": user}],
            "contexts": [{"name": "case", "context": {"cluster": "case", "user": "case"}}]}))
        return path

    async def subject(self, name, space, way, token_file=None, more=(), label=""):
        arguments = ["--kubeconfig", self.kubeconfig(name + label, way, token_file), "--namespace", space.name, *more]
        if space.custom:
            arguments += ["--custom", f"{space.custom.plural}.{space.custom.version}.{space.custom.group}",
                          "--kind", space.custom.kind]
        subject = await Subject(self.binary, name + label, self.work, arguments).start()
        self.subjects.append(subject)
        return subject

    async def end(self):
        """Ends what a case that failed has left."""
        for subject in self.subjects:
            if subject.is_alive:
                subject.kill()
                await subject.process.wait()
        # What stays open would keep the API server from ending.
        for way in self.ways:
            await way.close()
        await asyncio.sleep(0.2)

    async def definition(self, plural, change=None):
        """The text of a definition of ours as JSON, changed where that is wanted."""
        file = ROOT / f"deploy/crds/kafka.banzaicloud.io_{plural}.yaml"
        text = await asyncio.to_thread(
            self.cluster.kubectl, "create", "--dry-run=client", "-o", "json", "-f", str(file))
        definition = json.loads(text)
        if change:
            change(definition)
        return definition

    async def define(self, definition):
        """Has the server take a definition, and waits until it serves it."""
        path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
        name = definition["metadata"]["name"]
        await self.server.send(
            "PATCH", f"{path}/{name}?fieldManager=test&force=true", definition, "application/apply-patch+yaml")
        group = definition["spec"]["group"]
        plural = definition["spec"]["names"]["plural"]
        served = [version["name"] for version in definition["spec"]["versions"] if version["served"]]
        await until(lambda: self._serves(group, served, plural), 20, f"{name} is served")

    async def _serves(self, group, versions, plural):
        for version in versions:
            said = await self.server.get(f"/apis/{group}/{version}/{plural}", expect=(200, 404, 429))
            if said["kind"] == "Status":
                return False
        return True


async def until(condition, within, what):
    """Waits for a coroutine function to be true; the case fails where it is not in time. How long it took."""
    began, said = time.monotonic(), None
    while True:
        said = await condition()
        if said is True:
            return time.monotonic() - began
        if time.monotonic() - began > within:
            raise Failure(f"after {within:.0f} s it is not so that {what}" + (f": {said}" if said else ""))
        await asyncio.sleep(0.3)


class Watcher:
    """What is expected of a subject, whatever the fault."""

    def __init__(self, subject, space):
        self.subject, self.space = subject, space
        self.kinds = ["configmaps", "pods", "secrets"] + (["custom"] if space.custom else [])

    async def is_right(self, leads=True, kinds=None):
        """True where its caches are what the server has, and every source has its copy; else what is wrong."""
        expect(self.subject.is_alive, f"the process ended: {self.subject.lines[-2:]}")
        truth = await self.space.truth(kinds or self.kinds)
        state = await self.subject.state()
        for kind, objects in truth.items():
            cache = state["caches"][kind]
            if not cache["synced"] or cache["objects"] != objects:
                return f"{kind}: the cache has {cache}, the server {objects}"
        if leads is not None and state["leads"] != leads:
            return f"it {'does not lead' if leads else 'leads'}"
        if leads and (missing := await self.space.missing_effects()):
            return f"no copy of {missing}"
        return True

    async def is_well(self):
        """True where no cache speaks of trouble."""
        state = await self.subject.state()
        troubled = {kind: cache["trouble"] for kind, cache in state["caches"].items() if cache["trouble"]}
        return True if not troubled else troubled

    async def becomes_right(self, within=RECOVERY, **more):
        return await until(lambda: self.is_right(**more), within, "the caches are what the server has")

    async def becomes_well(self, within=RECOVERY):
        return await until(self.is_well, within, "no cache speaks of trouble")


def rate_falls(times, begin, end, what, at_most):
    """Of what happened in a fault: no more than that, and no more in its second half than in its first."""
    first = sum(1 for time_ in times if begin <= time_ < (begin + end) / 2)
    second = sum(1 for time_ in times if (begin + end) / 2 <= time_ < end)
    expect(first + second <= at_most, f"{first + second} {what} in {end - begin:.0f} s, more than {at_most}")
    expect(second <= first + 3, f"{what} became more: {first}, then {second}")
    return first + second


def speaks_once(subject, since, at_most_lines, at_most_each=1):
    """Of the lines since then: few in all, and each thing said once, or as often as its reasons change."""
    counts = subject.said_by_kind(since)
    # An election may lose the server twice in one fault, where a single request gets through.
    often = {(message, about): count for (message, about), count in counts.items()
             if count > (at_most_each if message == CACHE_TROUBLE else max(at_most_each, 2))}
    expect(not often, f"it said this too often: {often}")
    total = sum(counts.values())
    expect(total <= at_most_lines, f"{total} lines, more than {at_most_lines}: {dict(counts)}")
    return total
