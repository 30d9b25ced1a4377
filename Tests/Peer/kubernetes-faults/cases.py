"""The cases: what a subject must do in each fault. Each gives its figures, or fails."""

import asyncio
import datetime
import time

import faults
from server import Custom, Space
from world import CACHE_TROUBLE, RECOVERY, TOPICS, Watcher, expect, rate_falls, speaks_once, until


async def start(world, name, way, custom=TOPICS, **more):
    """A namespace with objects, a subject that has them, and who watches it."""
    space = await Space(world.server, f"fault-{name}", custom).fill()
    subject = await world.subject(name, space, way, **more)
    watcher = Watcher(subject, space)
    await watcher.becomes_right(within=RECOVERY)
    # A watch that breaks within its first second is a trouble of its own, as it would be to people.
    await asyncio.sleep(1.5)
    return watcher


def allowance(seconds):
    """The most requests in a fault of that long: a subject has six things that try again at first, and what follows is the
    election, which looks every two seconds, and five watches, which rest up to 30 s."""
    return 60 + 2 * seconds


async def fault(world, name, way, kind, lines, each=1, is_lost=True, more=()):
    """The subject is right; the fault begins, objects change, it is over; the subject is right again.

    `lines`: the most lines of warning in all; `each`: of one message about one resource."""
    watcher = await start(world, name, way, more=more)
    subject, space = watcher.subject, watcher.space
    memory, process = subject.memory(), subject.process.pid
    began = time.monotonic()
    attempts = [(await subject.state())["attempts"]]
    await kind.begin(way)
    await asyncio.sleep(1)
    await space.change()
    await asyncio.sleep(world.outage / 2 - 1)
    attempts.append((await subject.state())["attempts"])
    await space.change()
    await asyncio.sleep(world.outage / 2)
    attempts.append((await subject.state())["attempts"])
    ended = time.monotonic()
    said = subject.said(began)
    if is_lost:
        expect(said, "it said nothing of the fault")
    await kind.end(way)
    right = await watcher.becomes_right()
    well = right + await watcher.becomes_well()
    first, second = attempts[1] - attempts[0], attempts[2] - attempts[1]
    most = allowance(ended - began)
    expect(first + second <= most, f"{first + second} attempts in {ended - began:.0f} s, more than {most:.0f}")
    expect(second <= first + 10, f"the attempts became more: {first}, then {second}")
    told = speaks_once(subject, began, lines, each)
    expect(subject.process.pid == process and subject.is_alive, "the process is another one")
    grown = subject.memory() - memory
    expect(grown < 40, f"its memory grew by {grown:.0f} MB")
    clean = await subject.end()
    expect(clean, "it did not end by itself when it was told to")
    return f"asked {first} + {second} times, {told} lines, right after {right:.1f} s, well after {well:.1f} s, {grown:+.0f} MB"


def by_relay(name, kind, lines=9, **more):
    async def case(world):
        return await fault(world, name, await world.relay(), kind(), lines, **more)
    return case


def by_proxy(name, kind, lines=9, **more):
    async def case(world):
        return await fault(world, name, await world.proxy(), kind(), lines, **more)
    return case


async def names(lines, what):
    """Waits until there is a line, and a little longer: it must stay the only one."""
    async def is_said():
        return bool(lines())
    await until(is_said, 30, f"a line names {what}")
    await asyncio.sleep(2)
    expect(len(lines()) == 1, f"{len(lines())} lines name {what}: {lines()}")


async def late(world):
    """It starts while nobody is there, waits, and begins by itself."""
    relay = await world.relay()
    space = await Space(world.server, "fault-late", TOPICS).fill()
    await relay.refuse()
    began = time.monotonic()
    subject = await world.subject("late", space, relay)
    watcher = Watcher(subject, space)
    await asyncio.sleep(world.outage)
    state = await subject.state()
    expect(not any(cache["synced"] for cache in state["caches"].values()), "a cache says that it has everything")
    expect(not state["leads"], "it leads without a server")
    expect(any(line["message"] == CACHE_TROUBLE for line in subject.said(began)), "it said nothing")
    await relay.listen()
    right = await watcher.becomes_right()
    await watcher.becomes_well()
    told = speaks_once(subject, began, 12)
    expect(await subject.end(), "it did not end by itself")
    return f"{told} lines, right after {right:.1f} s"


async def account(world, space, rules):
    """A service account with these rules and no others."""
    server, name = world.server, space.name
    access = f"/apis/rbac.authorization.k8s.io/v1/namespaces/{name}"
    await server.create(f"/api/v1/namespaces/{name}/serviceaccounts", {"metadata": {"name": "coordinator"}})
    await server.create(f"{access}/roles", {"metadata": {"name": "coordinator"}, "rules": rules})
    await server.create(f"{access}/rolebindings", {
        "metadata": {"name": "coordinator"},
        "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "coordinator"},
        "subjects": [{"kind": "ServiceAccount", "name": "coordinator", "namespace": name}]})

    async def allow(changed):
        await server.patch(f"{access}/roles/coordinator", {"rules": changed})
    return allow


def rules(secrets=("list", "watch"), pods=("list", "watch"), maps=("list", "watch", "patch", "get", "create")):
    def rule(group, resources, verbs):
        return {"apiGroups": [group], "resources": [resources], "verbs": list(verbs)}
    kept = [rule("", "secrets", secrets), rule("", "pods", pods), rule("", "configmaps", maps),
            rule("kafka.banzaicloud.io", "kafkatopics", ("list", "watch")),
            rule("events.k8s.io", "events", ("create", "patch")),
            rule("coordination.k8s.io", "leases", ("get", "list", "watch", "create", "update"))]
    return [rule for rule in kept if rule["verbs"]]


async def denied(world):
    """Rights lack: one message each, with verb and resource; they are granted, and it goes on; one is taken away."""
    proxy = await world.proxy()
    space = await Space(world.server, "fault-denied", TOPICS).fill()
    allow = await account(world, space, rules(secrets=(), maps=("list", "watch")))
    token = world.work / "denied.token"
    token.write_text(await world.server.token(space.name, "coordinator"))
    began = time.monotonic()
    subject = await world.subject("denied", space, proxy, token_file=token)
    watcher = Watcher(subject, space)
    others = [kind for kind in watcher.kinds if kind != "secrets"]
    await watcher.becomes_right(within=RECOVERY, leads=None, kinds=others)
    await asyncio.sleep(world.outage / 2)
    expect(not (await subject.state())["caches"]["secrets"]["synced"], "it has Secrets that it may not see")

    def named(verb, resource, since=began):
        wanted = f"'{verb}' on '{resource}'"
        return [line for line in subject.said(since) if wanted in line.get("error", "")]
    for verb, resource in (("list", "secrets"), ("patch", "configmaps")):
        await names(lambda: named(verb, resource), f"{verb} and {resource}")
    asked = len(proxy.since(began))
    await allow(rules())
    # A pass that failed for that long may rest for as long again.
    right = await watcher.becomes_right(within=max(RECOVERY, world.outage))
    await watcher.becomes_well()
    told = speaks_once(subject, began, 4)
    taken = time.monotonic()
    await allow(rules(pods=("list",)))
    await asyncio.sleep(1)
    proxy.break_watches()
    await space.change()
    await names(lambda: named("watch", "pods", taken), "watch and pods")
    await watcher.becomes_right(kinds=["configmaps", "secrets", "custom"])
    await allow(rules())
    again = await watcher.becomes_right()
    told += speaks_once(subject, taken, 8)
    expect(await subject.end(), "it did not end by itself")
    return f"asked {asked} times while it lacked rights, {told} lines, right {right:.1f} s and {again:.1f} s after a grant"


async def token(world):
    """The token dies; another one is written where it was."""
    proxy = await world.proxy()
    space = await Space(world.server, "fault-token", TOPICS).fill()
    await account(world, space, rules())
    for name in ("first", "second"):
        await world.server.create(f"/api/v1/namespaces/{space.name}/secrets", {"metadata": {"name": name}})
    first = await world.server.token(space.name, "coordinator", "first")
    file = world.work / "token"
    file.write_text(first)
    subject = await world.subject("token", space, proxy, token_file=file)
    watcher = Watcher(subject, space)
    await watcher.becomes_right(within=RECOVERY)
    memory = subject.memory()
    await world.server.delete(f"/api/v1/namespaces/{space.name}/secrets/first")

    async def is_dead():
        said = await world.server.send(
            "GET", f"/api/v1/namespaces/{space.name}/configmaps", token=first, expect=(200, 401))
        return said.get("code") == 401
    await until(is_dead, 30, "the server refuses the token")
    began = time.monotonic()
    proxy.break_watches()
    await space.change()
    await asyncio.sleep(world.outage)
    ended = time.monotonic()
    expect([line for line in subject.said(began) if "expired" in line.get("error", "")], "it does not say so")
    asked = rate_falls([request.at for request in proxy.requests], began, ended, "requests", allowance(ended - began))
    file.write_text(await world.server.token(space.name, "coordinator", "second"))
    right = await watcher.becomes_right()
    await watcher.becomes_well()
    told = speaks_once(subject, began, 14, 2)
    grown = subject.memory() - memory
    expect(grown < 40, f"its memory grew by {grown:.0f} MB")
    expect(await subject.end(), "it did not end by itself")
    return f"asked {asked} times, {told} lines, right {right:.1f} s after the new token"


async def definition(world):
    """The definition of what it watches is missing, comes in another version, then in the right one, and goes."""
    proxy = await world.proxy()
    clusters = Custom("kafkaclusters", "v1beta1", "KafkaCluster", {
        "zkAddresses": ["zookeeper:2181"], "headlessServiceEnabled": True, "listenersConfig": {"internalListeners": []}, "brokers": []})
    space = await Space(world.server, "fault-definition", None).fill()
    space.custom, path = clusters, f"/apis/{clusters.group}/v1beta1/namespaces/{space.name}/kafkaclusters"
    space.paths["custom"] = path
    began = time.monotonic()
    subject = await world.subject("definition", space, proxy)
    watcher = Watcher(subject, space)
    others = ["configmaps", "pods", "secrets"]
    await watcher.becomes_right(within=RECOVERY, kinds=others)

    def named(since):
        return [line for line in subject.said(since) if "CustomResourceDefinition" in line.get("error", "")]
    await names(lambda: named(began), "the definition")

    def older(definition):
        definition["spec"]["versions"][0]["name"] = "v1alpha1"
    await world.define(await world.definition("kafkaclusters", older))
    await asyncio.sleep(world.outage / 5)
    expect(not (await subject.state())["caches"]["custom"]["synced"], "it has objects of another version")

    def both(definition):
        first = definition["spec"]["versions"][0]
        definition["spec"]["versions"] = [first, {**first, "name": "v1alpha1", "served": False, "storage": False}]
    await world.define(await world.definition("kafkaclusters", both))
    for index in range(2):
        await space.add_custom(f"custom-{index}")
    right = await watcher.becomes_right()
    await watcher.becomes_well()
    expect(len(named(began)) == 1, f"{len(named(began))} lines name the definition: {named(began)}")
    told = speaks_once(subject, began, 6)
    gone = time.monotonic()
    await world.server.delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/kafkaclusters.kafka.banzaicloud.io")
    proxy.break_watches()
    await names(lambda: named(gone), "the definition")
    await watcher.becomes_right(kinds=others)
    await world.define(await world.definition("kafkaclusters"))
    await space.add_custom("custom-9")
    again = await watcher.becomes_right()
    told += speaks_once(subject, gone, 10)
    expect(await subject.end(), "it did not end by itself")
    return f"{told} lines, right {right:.1f} s and {again:.1f} s after the definition came"


def micro_time(hours):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def strange_lease(hours):
    return {"metadata": {"name": "coordinator"},
            "spec": {"holderIdentity": "stranger", "leaseDurationSeconds": 15, "leaseTransitions": 3,
                     "acquireTime": micro_time(hours), "renewTime": micro_time(hours)}}


async def clock(world):
    """Whatever time of day a lease names: a holder that renews keeps it, one that does not loses it after its duration."""
    relay = await world.relay()
    leases = "/apis/coordination.k8s.io/v1/namespaces/{}/leases"
    spaces = [await Space(world.server, f"fault-clock-{name}", None).fill() for name in ("dead", "living")]
    dead, living = spaces
    # A holder from the future that is gone, and one from the past that renews.
    await world.server.create(leases.format(dead.name), strange_lease(+6))
    await world.server.create(leases.format(living.name), strange_lease(-6))
    lived_until = time.monotonic() + max(world.outage, 18)

    async def live():
        while time.monotonic() < lived_until:
            await world.server.patch(living.lease, {"spec": {"renewTime": micro_time(-6)}})
            await asyncio.sleep(2)
        return time.monotonic() - 2
    renewing = asyncio.create_task(live())
    began = time.monotonic()
    ahead = await world.subject("clock", dead, relay, more=["--wall-offset", "21600"], label="-ahead")
    behind = await world.subject("clock", dead, relay, more=["--wall-offset", "-21600"], label="-behind")
    patient = await world.subject("clock", living, relay, more=["--wall-offset", "3600"], label="-patient")
    leaders = []

    async def one_leads(candidates):
        leading = [subject for subject in candidates if (await subject.state())["leads"]]
        expect(len(leading) < 2, "two lead at once")
        leaders[:] = leading
        return bool(leading)
    await until(lambda: one_leads([ahead, behind]), 35, "one of the two leads")
    took = time.monotonic() - began
    expect(took >= 14.5, f"it took a lease of 15 s after {took:.1f} s")
    # The leader dies without a word.
    winner = leaders[0]
    other = behind if winner is ahead else ahead
    winner.kill()
    died = time.monotonic()
    await until(lambda: one_leads([other]), 35, "the other one leads")
    followed = time.monotonic() - died
    expect(followed >= 10, f"the other one led {followed:.1f} s after the leader's death, whose lease was of 15 s")
    renewed = await renewing
    expect(not [line for line in patient.lines if line["message"] == "this process leads now" and line["at"] < renewed + 14],
           "it took a lease that was renewed")
    await until(lambda: one_leads([patient]), 40, "the lease that is no longer renewed is taken")
    inherited = time.monotonic() - renewed
    for subject in (other, patient):
        expect(await subject.end(), "it did not end by itself")
    return (f"a dead holder's lease was taken after {took:.1f} s, a killed leader's after {followed:.1f} s, one that was "
            f"renewed {inherited:.1f} s after the last renewal")


CASES = {
    "away": by_relay("away", faults.Away),
    "hole": by_relay("hole", faults.Hole),
    "flapping": by_relay("flapping", faults.Flapping, lines=14, each=3),
    "reset": by_relay("reset", faults.Reset, lines=14, each=3),
    "noise": by_relay("noise", faults.Noise),
    "slow": by_relay("slow", faults.Slow, is_lost=False),
    "garbage": by_proxy("garbage", faults.Garbage, lines=14, each=3),
    "cut": by_proxy("cut", faults.Cut, is_lost=False),
    "busy": by_proxy("busy", faults.Busy),
    "broken": by_proxy("broken", faults.Broken),
    "expired": by_proxy("expired", faults.Expired, is_lost=False),
    "silent": by_proxy("silent", faults.Silent, is_lost=False, more=["--watch-silence", "12"]),
    "late": late, "token": token, "denied": denied, "definition": definition, "clock": clock,
}
