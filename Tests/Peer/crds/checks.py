"""The CustomResourceDefinitions on a real API server."""

import copy
import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from cluster import GROUP, Cluster  # noqa: E402

koperator, control_plane, shared, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4])
here = pathlib.Path(__file__).parent
root = here.parent.parent.parent
definitions = sorted((root / "deploy/crds").glob("*.yaml"))
failures = []


def check(what, good, shown=""):
    if good:
        return
    failures.append(what)
    print(f"FAILED: {what}\n{shown}")


def merged(value, patch):
    """RFC 7386."""
    if not isinstance(patch, dict):
        return patch
    result = copy.deepcopy(value) if isinstance(value, dict) else {}
    for key, member in patch.items():
        if member is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), member)
    return result


def without_nulls(value):
    if isinstance(value, dict):
        return {key: without_nulls(member) for key, member in value.items() if member is not None}
    if isinstance(value, list):
        return [without_nulls(element) for element in value]
    return value


def establish(cluster):
    for path in definitions:
        cluster.kubectl("apply", "--server-side", "-f", path)
        # Without --server-side kubectl keeps the whole text in an annotation, which has a limit.
        cluster.kubectl("apply", "--dry-run=server", "-f", path)
    names = [name for name in cluster.kubectl("get", "crd", "-o", "name").split() if name.endswith(GROUP)]
    cluster.kubectl("wait", "--for=condition=Established", "--timeout=30s", *names)
    for name in names:
        conditions = json.loads(cluster.kubectl("get", name, "-o", "json"))["status"]["conditions"]
        wrong = [c for c in conditions if c["type"] == "NonStructuralSchema" and c["status"] == "True"]
        check(f"{name} is structural", not wrong, wrong)
    check("there are four kinds", len(names) == 4, names)
    print(f"crds: {len(names)} definitions established, {sum(p.stat().st_size for p in definitions)} bytes")


def samples():
    for folder in (shared / "koperator/samples", root / "deploy/samples", here / "accepted"):
        if not folder.exists():
            print(f"SKIPPED crds on the samples of {folder}: it is not there")
            continue
        for path in sorted(folder.glob("*.yaml")):
            if "\nkind:" in "\n" + path.read_text():
                yield folder.name if folder.parent == root / "deploy" else folder.parent.name, path


def take_over(cluster):
    """Where Koperator's definitions were (which say less: these stand for them), objects stay what they are, and a change
    of theirs is held against ours."""
    cluster.kubectl("delete", "-f", root / "deploy/crds", "--wait")
    base = json.loads((here / "refusals.json").read_text())["bases"]["KafkaCluster"]
    base = merged(base, {"spec": {"brokers": [{"id": 0, "brokerConfigGroup": "gone"}]}})
    for path in definitions:
        definition = json.loads(cluster.kubectl("create", "--dry-run=client", "-o", "json", "-f", path))
        version = definition["spec"]["versions"][0]
        version["schema"] = {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": True}}
        del definition["spec"]["names"]["shortNames"], definition["spec"]["names"]["categories"]
        cluster.kubectl("create", "-f", "-", text=json.dumps(definition))
    cluster.kubectl("wait", "--for=condition=Established", "--timeout=30s", "crd", f"kafkaclusters.{GROUP}")
    stored = eventually(lambda: cluster.request("POST", cluster.path(base, name=False), base), 201)
    cluster.kubectl("apply", "--server-side", "--force-conflicts", "-f", root / "deploy/crds")
    change = {"spec": {"zkPath": "/new", "kRaft": "no"}}
    patch = "application/merge-patch+json"
    status, answer = eventually(lambda: cluster.request("PATCH", cluster.path(base), change, patch), 422)
    check("a wrong change is refused from then on", [c["field"] for c in answer["details"]["causes"]
                                                     if c["field"] != "<nil>"] == ["spec.kRaft"], answer)
    # What was stored before and breaks a rule can still be finalized and reported on.
    for path, change in (("", {"metadata": {"finalizers": ["kafka.banzaicloud.io/a"]}}),
                         ("/status", {"status": {"state": "ClusterReconciling"}}),
                         ("", {"metadata": {"finalizers": None, "labels": {"a": "b"}}})):
        status, answer = cluster.request("PATCH", cluster.path(base) + path, change, patch)
        check(f"{change} is accepted", status == 200, answer)
    check("its spec is what it was", answer.get("spec") == stored[1]["spec"], answer)
    status, answer = cluster.request(
        "PATCH", cluster.path(base), {"spec": {"brokers": [{"id": 0}], "zkPath": "/new"}}, patch)
    check("it can be put right", status == 200, answer)
    print("crds: taken over from definitions that say less, with the objects that were there")


def eventually(request, wanted):
    """The answer with that status; definitions take a moment to be served."""
    deadline = time.monotonic() + 30
    while (answer := request())[0] != wanted:
        if time.monotonic() > deadline:
            check(f"an answer with status {wanted}", False, answer)
            return answer
        time.sleep(0.2)
    return answer


def accept(cluster):
    """Every sample is taken by the strictest way of kubectl, and comes back as it was sent."""
    cluster.kubectl("create", "namespace", "kafka")
    files = objects = 0
    for _, path in samples():
        files += 1
        sent = json.loads("[" + ",".join(split_objects(
            cluster.kubectl("create", "--dry-run=client", "--validate=false", "-o", "json", "-f", path))) + "]")
        try:
            cluster.kubectl("apply", "--server-side", "--validate=strict", "--force-conflicts", "-f", path)
        except RuntimeError as error:
            check(f"{path} is accepted", False, error)
            continue
        for manifest in sent:
            if not manifest["apiVersion"].startswith(GROUP):
                continue
            objects += 1
            status, stored = cluster.request("GET", cluster.path(manifest))
            check(f"{path}: it is stored", status == 200, stored)
            wanted = without_nulls(manifest.get("spec"))
            check(f"{path}: it comes back as it was sent", stored.get("spec") == wanted,
                  f"sent {json.dumps(wanted, sort_keys=True)}\ngot  {json.dumps(stored.get('spec'), sort_keys=True)}")
            cluster.request("DELETE", cluster.path(manifest))
    check("there are samples", files >= 7)
    print(f"crds: {files} files with {objects} objects accepted under strict validation and given back unchanged")


def split_objects(text):
    """The objects of what kubectl printed: one after the other, or in a List."""
    decoder, place, found = json.JSONDecoder(), 0, []
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        value, place = decoder.raw_decode(text, place)
        found += [json.dumps(v) for v in (value["items"] if value["kind"] == "List" else [value])]
    return found


def refuse(cluster):
    """Each rule refuses its manifest with its own words, and nothing else is said; the manifest without the mistake is
    taken."""
    table = json.loads((here / "refusals.json").read_text())
    said = set()
    for kind, base in table["bases"].items():
        status, answer = cluster.request("POST", cluster.path(base, name=False) + "?fieldValidation=Strict", base)
        check(f"the {kind} that the refusals start from is accepted", status == 201, answer)
        cluster.request("DELETE", cluster.path(base))
    for case in table["refusals"]:
        base = table["bases"][case["kind"]]
        wrong = merged(base, case["change"])
        if "from" in case:
            old = merged(base, case["from"])
            status, answer = cluster.request("POST", cluster.path(old, name=False), old)
            check(f"{case['from']} is accepted at first", status == 201, answer)
            status, answer = cluster.request("PATCH", cluster.path(old), case["change"], "application/merge-patch+json")
            cluster.request("DELETE", cluster.path(old))
        else:
            status, answer = cluster.request("POST", cluster.path(wrong, name=False) + "?dryRun=All", wrong)
        what = case.get("message") or f"something at {case['field']}"
        causes = answer.get("details", {}).get("causes", []) if status == 422 else []
        # Some values keep an API server from looking at the rules, which it says beside.
        causes = [cause for cause in causes if "some validation rules were not checked" not in cause["message"]]
        if "message" in case:
            said.add((case["kind"], case["message"]))
            check(f"refused with '{what}'", [c["message"].endswith(": " + what) for c in causes] == [True],
                  f"{status}: {answer.get('message')}")
        else:
            check(f"refused for {what}", [c["field"] for c in causes] == [case["field"]],
                  f"{status}: {answer.get('message')}")
    rules = {(kind, rule["message"]) for kind, rule in written_rules(cluster)}
    check("every rule has a manifest that breaks it", rules == said,
          f"without one: {sorted(rules - said)}\nno rule: {sorted(said - rules)}")
    fields = sum("field" in case for case in table["refusals"])
    print(f"crds: {len(rules)} rules and {fields} fields, each with a manifest that is refused for it alone")


def written_rules(cluster):
    """The rules in the definitions, with their kinds."""
    def walk(value):
        if isinstance(value, dict):
            yield from value.get("x-kubernetes-validations", []) if "type" in value else []
            for member in value.values():
                yield from walk(member)
        elif isinstance(value, list):
            for element in value:
                yield from walk(element)

    for path in definitions:
        definition = json.loads(cluster.kubectl("create", "--dry-run=client", "-o", "json", "-f", path))
        for rule in walk(definition["spec"]["versions"][0]["schema"]["openAPIV3Schema"]):
            yield definition["spec"]["names"]["kind"], rule


def report(cluster):
    """The status is a subresource, whose values kubectl shows."""
    bases = json.loads((here / "refusals.json").read_text())["bases"]
    status = {
        "state": "ClusterRunning", "alertCount": 2, "observedGeneration": 1, "clusterID": "MkU3OEVBNTcwNTJENDM2Qg",
        "rollingUpgradeStatus": {"lastSuccess": "2026-11-26 12:00:00", "errorCount": 3},
        "cruiseControlTopicStatus": "CruiseControlTopicReady",
        "conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": "2026-11-26T12:00:00Z",
                        "reason": "Running", "message": "it runs", "observedGeneration": 1}],
        "listenerStatuses": {
            "internalListeners": {"internal": [{"name": "headless", "address": "kafka-headless.kafka:29092"}]},
            "externalListeners": {"external": [{"name": "broker-0", "address": "203.0.113.10:19090"}]}},
        "brokersState": {"0": {
            "rackAwarenessState": "broker.rack=a\n", "configurationState": "ConfigInSync",
            "perBrokerConfigurationState": "PerBrokerConfigInSync", "version": "3.9.2", "image": "kafka:3.9.2",
            "externalListenerConfigNames": ["a"], "configurationBackup": "H4sI",
            "gracefulActionState": {
                "cruiseControlState": "GracefulUpscaleSucceeded",
                "cruiseControlOperationReference": {"name": "kafka-add-broker"},
                "volumeStates": {"/kafka-logs": {
                    "cruiseControlVolumeState": "GracefulDiskRebalanceSucceeded",
                    "cruiseControlOperationReference": {"name": "kafka-rebalance"}}}},
            "volumes": {"/kafka-logs": {"directoryID": "3WJdMvzkQ9iEBc2SFdfpHA", "state": "used"}}}},
    }
    base = merged(bases["KafkaCluster"], {"status": {"state": "mine"}})
    code, stored = cluster.request("POST", cluster.path(base, name=False), base)
    check("a status that comes with the object is not taken", code == 201 and "status" not in stored, stored)
    patch = {"status": status, "spec": {"zkPath": "/changed"}}
    code, stored = cluster.request(
        "PATCH", cluster.path(base) + "/status", patch, "application/merge-patch+json")
    check("every field of a status is kept", code == 200 and stored["status"] == status, stored)
    check("a status changes nothing but the status", stored["spec"].get("zkPath") == base["spec"].get("zkPath"))
    check("a status is no new generation", stored["metadata"]["generation"] == 1)
    code, stored = cluster.request(
        "PATCH", cluster.path(base), {"spec": {"zkPath": "/changed"}, "status": None}, "application/merge-patch+json")
    check("a change of the spec keeps the status", stored.get("status") == status, stored)
    check("a change of the spec is a new generation", stored["metadata"]["generation"] == 2)
    shown = cluster.kubectl("get", "-n", "kafka", "kc").splitlines()
    for heading in ("CLUSTER STATE", "READY", "CLUSTER ALERT COUNT", "LAST SUCCESSFUL UPGRADE", "UPGRADE ERROR COUNT",
                    "AGE"):
        check(f"kubectl get shows {heading}", heading in shown[0], shown)
    for value in ("ClusterRunning", "True", "2 ", "2026-11-26 12:00:00", "3 "):
        check(f"kubectl get shows '{value}'", value in shown[1], shown)
    check("kubectl get -o wide shows more", "KRAFT" in cluster.kubectl("get", "-n", "kafka", "kc", "-o", "wide"))
    cluster.request("DELETE", cluster.path(base))
    operate(cluster, bases["CruiseControlOperation"])
    short = 0
    for kind, name in (("KafkaTopic", "kt"), ("KafkaUser", "ku"), ("CruiseControlOperation", "cco")):
        cluster.request("POST", cluster.path(bases[kind], name=False), bases[kind])
        shown = cluster.kubectl("get", "-n", "kafka", name)
        check(f"kubectl get {name} shows the cluster", "CLUSTER" in shown and " kafka " in shown, shown)
        check("the category has it", bases[kind]["metadata"]["name"] in cluster.kubectl("get", "-n", "kafka", "kafka"))
        cluster.request("DELETE", cluster.path(bases[kind]))
        short += 1
    check("there is no scale", cluster.request("GET", cluster.path(base) + "/scale")[0] == 404)
    print(f"crds: status, columns, category and {short + 1} short names")


def operate(cluster, base):
    """An operation's status holds what it does."""
    status = {
        "errorPolicy": "retry", "retryCount": 1,
        "currentTask": {
            "id": "a1", "started": "2026-11-26T12:00:00Z", "finished": "2026-11-26T12:01:00Z", "operation": "add_broker",
            "parameters": {"brokerid": "3"}, "httpRequest": "http://cc/add_broker", "httpResponseCode": 200,
            "summary": {"Data to move": "1 MB"}, "state": "Completed", "errorMessage": ""},
        "failedTasks": [{"operation": "add_broker", "state": "CompletedWithError", "errorMessage": "x"}]}
    cluster.request("POST", cluster.path(base, name=False), base)
    code, stored = cluster.request(
        "PATCH", cluster.path(base) + "/status", {"status": status}, "application/merge-patch+json")
    check("an operation's status is kept", code == 200 and stored["status"] == status, stored)
    shown = cluster.kubectl("get", "-n", "kafka", "cco")
    check("kubectl shows what an operation does", "add_broker" in shown and "Completed" in shown, shown)
    cluster.request("DELETE", cluster.path(base))


def compare(cluster):
    """What koperator prints is what is committed, and what an API server keeps of it."""
    printed = subprocess.run([koperator, "crds"], capture_output=True, text=True, timeout=60, check=True).stdout
    for path in definitions:
        check(f"{path.name} is what koperator prints", path.read_text() in printed)
    differences = cluster.kubectl("diff", "--server-side", "-f", root / "deploy/crds")
    check("an API server changes nothing in them", differences == "", differences)


started = time.monotonic()
with Cluster(control_plane, work) as cluster:
    establish(cluster)
    compare(cluster)
    accept(cluster)
    refuse(cluster)
    report(cluster)
    take_over(cluster)
if failures:
    print(f"crds: {len(failures)} checks failed")
    sys.exit(1)
print(f"crds: passed in {time.monotonic() - started:.0f} s")
