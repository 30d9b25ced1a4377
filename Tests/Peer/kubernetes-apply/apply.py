"""apply.py BINARIES SHARED WORK: our change detection against a real API server, which counts requests and is the oracle."""
import collections
import concurrent.futures
import copy
import json
import pathlib
import random
import subprocess
import sys
import time

from changes import CHANGES, changed, shuffled
from server import PLURALS, Failed, Server, check, identity

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "render"))
from samples import namespaced, options_of, samples, values  # noqa: E402

BINARIES, SHARED, WORK = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
MANAGER = "koperator"
SEED = 8
# Objects beside those of the samples, for what these do not hold.
EXTRAS = [
    {"kind": "Secret", "apiVersion": "v1", "metadata": {"name": "s"}, "data": {"key": "YQ=="},
     "stringData": {"password": "one"}, "type": "Opaque"},
    {"kind": "PodDisruptionBudget", "apiVersion": "policy/v1", "metadata": {"name": "b"},
     "spec": {"minAvailable": 1, "selector": {"matchLabels": {"app": "kafka"}}}},
    {"kind": "RoleBinding", "apiVersion": "rbac.authorization.k8s.io/v1", "metadata": {"name": "r"},
     "roleRef": {"kind": "ClusterRole", "name": "view"}, "subjects": [{"kind": "User", "name": "u"},
                                                                      {"kind": "ServiceAccount", "name": "a", "namespace": "extras"}]},
    {"kind": "Service", "apiVersion": "v1", "metadata": {"name": "p", "annotations": {"note": ""}, "finalizers": []},
     "spec": {"type": "NodePort", "externalIPs": [], "ports": [
         {"name": "a", "port": 53}, {"name": "b", "port": 53, "protocol": "UDP"}, {"name": "c", "port": 80, "nodePort": 0}]}},
]


class Client:
    """Our client with its watch caches, as a process."""

    def __init__(self, server):
        self.process = subprocess.Popen(
            [BINARIES / "kubernetes-apply", server.folder / "kubeconfig", MANAGER], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=open(WORK / "client.log", "a"), text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)

    def ask(self, command):
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        check(line, f"kubernetes-apply has ended: {(WORK / 'client.log').read_text()[-2000:]}")
        return json.loads(line)

    def apply(self, objects, dry_run=False):
        """What became of each object in one pass."""
        return self.ask({"pass": objects, "dryRun": dry_run})

    def decide(self, pairs):
        """Each (desired, live) with what is decided."""
        return self.ask({"decide": [{"desired": desired, "live": live} for desired, live in pairs]})


def render(name, manifest):
    done = subprocess.run(
        [str(word) for word in [BINARIES / "koperator", "render", "-f", "-", *options_of(name, manifest, WORK)]],
        input=namespaced(name, manifest), capture_output=True, text=True, timeout=60)
    check(done.returncode == 0, f"render of {name}: {done.stderr}")
    return done.stdout


def desired_objects(server):
    """Everything that is rendered of the samples but Pods, in namespaces that are there."""
    found = samples(SHARED)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        texts = list(pool.map(lambda pair: render(*pair), found))
    objects = values(server.kubectl(
        "create", "--dry-run=client", "--validate=ignore", "-o", "json", "-f", "-", text="\n---\n".join(texts)))
    for name in [name for name, _ in found] + ["extras"]:
        body = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}
        status, text = server.send("POST", "/api/v1/namespaces", body)
        check(status == 201, text)
    for extra in EXTRAS:
        objects.append(copy.deepcopy(extra))
        objects[-1]["metadata"]["namespace"] = "extras"
    return len(found), objects


def ours(value):
    """What the record says that our manager has applied."""
    for entry in value["metadata"].get("managedFields", []):
        if (entry["manager"], entry["operation"], entry.get("subresource")) == (MANAGER, "Apply", None):
            return entry["fieldsV1"]
    return None


def without_empty(record, desired):
    """The record but for members that were applied empty: they are not claimed, for there is nothing in them."""
    kept = {}
    for name, fields in (record or {}).items():
        value = desired.get(name[2:], "absent") if isinstance(desired, dict) and name.startswith("f:") else "absent"
        if fields == {} and name.startswith("f:") and value in ({}, [], None):
            continue
        if not name.startswith("f:"):
            keys = json.loads(name[2:]) if name.startswith("k:") else {}
            value = next((item for item in desired if isinstance(item, dict) and all(
                item.get(key, wanted) == wanted for key, wanted in keys.items())), None) if isinstance(desired, list) else None
        inner = without_empty(fields, value)
        if inner or not fields:
            kept[name] = inner
    return kept


def content(value):
    value = copy.deepcopy(value)
    for key in ["managedFields", "resourceVersion", "generation"]:
        value["metadata"].pop(key, None)
    return value


def settled(server, objects):
    """The objects as they are once the controllers have done with them."""
    deadline, before = time.monotonic() + 60, None
    while True:
        live = server.live()
        now = {identity(value): live[identity(value)]["metadata"]["resourceVersion"] for value in objects}
        if now == before:
            return live
        check(time.monotonic() < deadline, "the controllers do not come to rest")
        before = now
        time.sleep(1)


def outcomes_are(outcomes, objects, wanted, what):
    wrong = [(identity(value), outcome) for value, outcome in zip(objects, outcomes) if outcome["outcome"] != wanted]
    check(not wrong, f"{what}: {len(wrong)} of {len(objects)} are not {wanted}, as {wrong[:3]}")


def converged_pass(server, client, objects, what):
    """A pass that must send nothing, by the server's own count."""
    live, before = settled(server, objects), server.applies()
    outcomes_are(client.apply(objects), objects, "unchanged", what)
    after = server.applies()
    check(before == after, f"{what}: the API server has counted {after - before} applies")
    now = server.live()
    for value in objects:
        key = identity(value)
        check(content(live[key]) == content(now[key]), f"{what}: {key} has changed")
    return before


def judge(server, client, cases, what):
    """Each (name, desired, live): is what is decided what the server would do? The live ones must be at rest."""
    decisions = client.decide([(desired, live) for _, desired, live in cases])
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda case: server.apply(case[1], MANAGER, dry_run=True), cases))
    wrong, counts = [], collections.Counter()
    for (name, desired, live), decision, (status, answer) in zip(cases, decisions, answers):
        key = f"{' '.join(identity(desired))}: {name}"
        if status >= 400:
            # What it refuses, because it cannot be changed or is not valid, is no object as it is.
            counts["refused by the server"] += 1
            if decision["unchanged"]:
                wrong.append(f"{key}: unchanged, but the server refuses it: {answer['message']}")
            continue
        is_other, is_claim = content(answer) != content(live), (
            without_empty(ours(answer), desired) != without_empty(ours(live), desired))
        counts["changed" if is_other else "only claimed" if is_claim else "unchanged"] += 1
        if decision["unchanged"] == (is_other or is_claim):
            wrong.append(f"{key}: {decision['because']}, but the server changes the object: {is_other}, the record: {is_claim}")
        if is_other and set(decision["kinds"]) <= {"unclaimed"}:
            wrong.append(f"{key}: {decision['because']}, but the server changes the object")
    shown = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    check(not wrong, f"{what}: {len(wrong)} of {len(cases)} decisions are wrong:\n  " + "\n  ".join(wrong[:20]))
    print(f"{what}: {len(cases)} decisions are what the server does: {shown}")


def changes_of_ours(server, client, objects, rng):
    live = server.live()
    cases = []
    for value in objects:
        for change in CHANGES:
            if found := changed(value, change, rng):
                cases.append((found[0], found[1], live[identity(value)]))
    # Of each shape of object one with every sort of change many times over.
    shapes = {}
    for value in objects:
        shapes.setdefault((value["kind"], len(json.dumps(value)) // 2000), value)
    for value in shapes.values():
        for number in range(20):
            if found := changed(value, CHANGES[number % len(CHANGES)], rng):
                cases.append((found[0], found[1], live[identity(value)]))
    judge(server, client, cases, "changes of what is desired")


def leaf_of_ours(value, rng):
    """A text in the object that others may change."""
    if value["kind"] == "ConfigMap":
        return ["data", rng.choice(sorted(value["data"]))]
    if value["metadata"].get("labels"):
        return ["metadata", "labels", rng.choice(sorted(value["metadata"]["labels"]))]
    return None


def with_leaf(value, path, leaf):
    other = {"apiVersion": value["apiVersion"], "kind": value["kind"],
             "metadata": {key: value["metadata"][key] for key in ["name", "namespace"]}}
    place = other
    for key in path[:-1]:
        place = place.setdefault(key, {})
    place[path[-1]] = leaf
    return other


def changes_of_others(server, client, objects, rng):
    """Other managers write to every object, each in one way; then all is as it was desired after one pass."""
    def write(pair):
        number, value = pair
        path = leaf_of_ours(value, random.Random(number))
        way = number % 5
        if way == 0 or path is None:
            what, other = "a label of another", with_leaf(value, ["metadata", "labels", "example.com/theirs"], "1")
        elif way == 1:
            what, other = "taken over", with_leaf(value, path, "theirs")
        elif way == 2:
            old = value
            for key in path:
                old = old[key]
            what, other = "owned by both", with_leaf(value, path, old)
        else:
            what, other = ("updated", "theirs") if way == 3 else ("gone", None)
        if way < 3 or path is None:
            status, answer = server.apply(other, "other")
        else:
            status, answer = server.send(
                "PATCH", server.path(value) + "?fieldManager=other", with_leaf(value, path, other),
                "application/merge-patch+json")
        check(status < 300, f"{identity(value)}: {what}: {answer}")
        return what

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        names = list(pool.map(write, enumerate(objects)))
    live = settled(server, objects)
    cases = [(name, shuffled(value, rng), live[identity(value)]) for name, value in zip(names, objects)]
    judge(server, client, cases, "changes by other managers")
    outcomes = client.apply(objects)
    applied = collections.Counter(
        name for name, outcome in zip(names, outcomes) if outcome["outcome"] == "applied")
    for name in ["taken over", "updated", "gone"]:
        check(applied[name] == names.count(name), f"{name}: {applied[name]} of {names.count(name)} are applied")
    check(set(applied) <= {"taken over", "updated", "gone"}, f"what others add is no difference: {applied}")
    print(f"changes by other managers: {sum(applied.values())} objects are put right, {len(objects) - sum(applied.values())} left alone")


def first_apply_to_what_others_made(server, client, objects):
    """An object that an earlier operator made by create and update is taken over by one apply."""
    value = copy.deepcopy(next(value for value in objects if value["kind"] == "Service"))
    value["metadata"]["name"] += "-adopted"
    path, name = server.path(value).rsplit("/", 1)
    status, text = server.send("POST", f"{path}?fieldManager=manager", value)
    check(status == 201, text)
    time.sleep(0.5)
    first, second = client.apply([value])[0], client.apply([value])[0]
    check(first["outcome"] == "applied" and first["because"].startswith("never applied"), f"adoption: {first}")
    check(second["outcome"] == "unchanged", f"adoption: {second}")


def pods_are_refused(client):
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "extras"}}
    outcome = client.apply([pod])[0]
    check("never applied" in outcome["because"] and outcome["outcome"] == "refused", f"a Pod: {outcome}")


def main():
    began = time.monotonic()
    rng = random.Random(SEED)
    with Server(SHARED, WORK) as server:
        definitions = subprocess.run([BINARIES / "koperator", "crds"], capture_output=True, text=True, check=True).stdout
        server.kubectl("apply", "--server-side", "-f", "-", text=definitions)
        deadline = time.monotonic() + 30
        while server.send("GET", "/apis/kafka.banzaicloud.io/v1alpha1/kafkatopics")[0] != 200:
            check(time.monotonic() < deadline, "the API server does not serve our kinds")
            time.sleep(0.2)
        count, rendered = desired_objects(server)
        objects = [value for value in rendered if value["kind"] != "Pod"]
        unknown = {value["kind"] for value in objects} - set(PLURALS)
        check(not unknown, f"kinds that the test does not know: {unknown}")
        with Client(server) as client:
            before = server.applies()
            outcomes_are(client.apply(objects, dry_run=True), objects, "applied", "the dry run")
            check(not any(identity(value) in server.live() for value in objects), "the dry run has written")
            outcomes_are(client.apply(objects), objects, "applied", "the first pass")
            check(server.applies() - before == 2 * len(objects), "it was not one request for each object")
            applies = converged_pass(server, client, objects, "the second pass")
            pods_are_refused(client)
        with Client(server) as client:
            converged_pass(server, client, objects, "the pass of another process")
            print(f"{count} samples: {len(objects)} objects are applied once; later passes send nothing (of {applies} applies)")
            changes_of_ours(server, client, objects, rng)
            changes_of_others(server, client, objects, rng)
            first_apply_to_what_others_made(server, client, objects)
            converged_pass(server, client, objects, "the last pass")
    print(f"peer kubernetes-apply: passed in {time.monotonic() - began:.0f} s")


try:
    main()
except Failed as failure:
    sys.exit(f"peer kubernetes-apply: {failure}")
