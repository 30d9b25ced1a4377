"""The built-in kinds and definitions of the embedded API server beside those of a real one: the same writes must have the
same outcome."""

import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import time

here = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(here), str(here.parent / "render")]
from cases import CLUSTER, outcome, run  # noqa: E402
from embedded import embedded_server  # noqa: E402
from real import real_server  # noqa: E402
from samples import namespaced, options_of, samples, values  # noqa: E402

contract, koperator, control_plane, shared, work = sys.argv[1:4] + [pathlib.Path(path) for path in sys.argv[4:6]]
root = here.parents[2]
failures = []


def check(what, real, embedded):
    if real == embedded:
        return
    failures.append(what)
    print(f"FAILED: {what}\n  real:     {json.dumps(real, sort_keys=True)}\n"
          f"  embedded: {json.dumps(embedded, sort_keys=True)}")


def both(request):
    """What each of the servers makes of a request, at a time."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(request, servers))


def manifests(*arguments):
    """What kubectl reads from files; nothing is sent."""
    command = [pathlib.Path(__import__("os").environ["KUBEBUILDER_ASSETS"]) / "kubectl", "--kubeconfig",
               work / "control-plane/kubeconfig", "create", "--dry-run=client", "--validate=false", "-o", "json"]
    text = subprocess.run([*command, *arguments], capture_output=True, text=True, check=True, timeout=120).stdout
    return values(text)


def compare_cases():
    cases = json.loads((here / "cases.json").read_text())
    for index, case in enumerate(cases):
        real, embedded = both(lambda server: run(server, case, f"kinds-{index}"))
        for step, one, other in zip(case["steps"], real, embedded):
            check(f"{case['what']}: {step['verb']} {step['resource']}", one, other)
    print(f"kinds: {len(cases)} cases with {sum(len(case['steps']) for case in cases)} writes have the same outcome")


def path_of(manifest, named=True):
    group, _, version = manifest["apiVersion"].rpartition("/")
    plural = manifest["kind"].lower()
    plural = plural[:-1] + "ies" if plural.endswith("y") else plural + ("es" if plural.endswith("s") else "s")
    resource = f"{plural}.{group}" if group else plural
    path = f"/apis/{group}/{version}" if group else f"/api/{version}"
    if resource not in CLUSTER:
        path += f"/namespaces/{manifest['metadata'].get('namespace', 'default')}"
    return f"{path}/{plural}" + (f"/{manifest['metadata']['name']}" if named else "")


def compare_samples():
    """Every object of every sample: made, applied over what was made, and read."""
    count = 0
    for name, text in samples(shared):
        source = work / f"{name}.yaml"
        source.write_text(namespaced(name, text))
        rendered = work / f"{name}-rendered.yaml"
        options = options_of(name, text, work)
        rendered.write_text(subprocess.run(
            [koperator, "render", "-f", source, *options], capture_output=True, text=True, check=True, timeout=120).stdout)
        both(lambda server: server.make_namespace(name))
        for manifest in manifests("-f", rendered):
            count += 1
            account = manifest.get("spec", {}).get("serviceAccountName")
            if manifest["kind"] == "Pod" and account:
                both(lambda server: server.make_account(name, account))
            what = f"{name}: {manifest['kind']} {manifest['metadata']['name']}"
            answers = both(lambda server: server.request("POST", path_of(manifest, named=False), manifest))
            check(f"{what} is made", *[outcome(answer, manifest) for answer in answers])
            applied = "?fieldManager=kinds&force=true"
            answers = both(lambda server: server.request(
                "PATCH", path_of(manifest) + applied, manifest, "application/apply-patch+yaml"))
            check(f"{what} is applied over it", *[outcome(answer, manifest) for answer in answers])
            answers = both(lambda server: server.request("GET", path_of(manifest)))
            check(f"{what} is read", *[outcome(answer, manifest) for answer in answers])
            check(f"{what}: who owns what", *[owners(answer[1], "kinds") for answer in answers])
    print(f"kinds: {count} rendered objects are stored alike")


def owners(value, manager):
    """What a manager owns of an object."""
    return [entry["fieldsV1"] for entry in value.get("metadata", {}).get("managedFields", [])
            if entry["manager"] == manager]


TABLES = [
    "/api/v1/{}configmaps", "/api/v1/{}secrets", "/api/v1/{}services", "/api/v1/{}pods", "/api/v1/{}events",
    "/api/v1/{}persistentvolumeclaims", "/api/v1/{}serviceaccounts", "/api/v1/{}endpoints", "/apis/apps/v1/{}deployments",
    "/apis/apps/v1/{}replicasets", "/apis/apps/v1/{}daemonsets", "/apis/apps/v1/{}statefulsets",
    "/apis/policy/v1/{}poddisruptionbudgets", "/apis/coordination.k8s.io/v1/{}leases",
    "/apis/discovery.k8s.io/v1/{}endpointslices", "/apis/events.k8s.io/v1/{}events",
    "/apis/rbac.authorization.k8s.io/v1/{}roles", "/apis/rbac.authorization.k8s.io/v1/{}rolebindings",
    "/apis/networking.k8s.io/v1/{}ingresses", "/apis/networking.k8s.io/v1/{}networkpolicies",
    "/apis/kafka.banzaicloud.io/v1beta1/{}kafkaclusters", "/apis/kafka.banzaicloud.io/v1alpha1/{}kafkatopics",
    "/api/v1/persistentvolumes", "/apis/storage.k8s.io/v1/storageclasses",
    "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
]
TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1"


def compare_tables():
    """What kubectl shows of what was made: of the samples, and of the cases that make something else."""
    rows = 0
    cases = json.loads((here / "cases.json").read_text())
    made = [f"kinds-{index}" for index, case in enumerate(cases) if len(case["steps"]) > 1 or "event" in case["what"]]
    rendered = [name for name, _ in samples(shared)]
    for path in TABLES:
        # A real server's controllers write events of their own about the samples.
        namespaces = made if path.endswith("events") else made[:10] + rendered[:6]
        for namespace in namespaces if "{}" in path else [None]:
            place = path.format(f"namespaces/{namespace}/")
            tables = both(lambda server: plain_table(server.request("GET", place, accept=TABLE)[1]))
            rows += len(tables[0]["rows"])
            check(f"table {place}", *tables)
    print(f"kinds: {len(TABLES)} kinds of tables with {rows} rows show the same")


def plain_table(table):
    columns = table.get("columnDefinitions", [])
    rows = []
    for row in table.get("rows") or []:
        cells = {column["name"]: cell for column, cell in zip(columns, row["cells"])}
        if "repair-controller" in str(cells.get("Source")):  # a real server's own events about addresses that it looks after
            continue
        for name in ("Age", "Created At", "Last Seen", "First Seen", "Cluster-IP"):
            cells.pop(name, None)
        for name in ("Port(s)",):
            if name in cells:
                cells[name] = re.sub(r":3[0-9]{4}/", ":PORT/", cells[name])
        rows.append(cells)
    return {"columns": [[c[k] for k in ("name", "type", "format", "priority")] for c in columns], "rows": rows}


def compare_definitions():
    """The project's definitions, and each manifest that breaks a rule."""
    for definition in manifests("-f", root / "deploy/crds"):
        answers = both(lambda server: server.request("POST", path_of(definition, named=False), definition))
        check(f"{definition['metadata']['name']} is made", *[outcome(answer, definition) for answer in answers])
        names = definition["spec"]["names"]
        path = f"/apis/{definition['spec']['group']}/{definition['spec']['versions'][0]['name']}/{names['plural']}"
        for server in servers:
            deadline = time.monotonic() + 60
            while server.request("GET", path)[0] != 200:
                assert time.monotonic() < deadline, f"{path} is not served"
                time.sleep(0.1)
    both(lambda server: server.make_namespace("kafka"))
    table = json.loads((root / "Tests/Peer/crds/refusals.json").read_text())
    for kind, base in table["bases"].items():
        answers = both(lambda server: server.request("POST", path_of(base, named=False), base))
        check(f"the {kind} that the refusals start from", *[outcome(answer, base) for answer in answers])
        both(lambda server: server.request("DELETE", path_of(base)))
    for case in table["refusals"]:
        base = table["bases"][case["kind"]]
        what = case.get("message") or case["field"]
        if "from" in case:
            old = merged(base, case["from"])
            answers = both(lambda server: server.request("POST", path_of(old, named=False), old))
            check(f"{what}: what was there", *[outcome(answer, old) for answer in answers])
            answers = both(lambda server: server.request(
                "PATCH", path_of(old), case["change"], "application/merge-patch+json"))
            both(lambda server: server.request("DELETE", path_of(old)))
        else:
            wrong = merged(base, case["change"])
            answers = both(lambda server: server.request("POST", path_of(wrong, named=False) + "?dryRun=All", wrong))
        check(f"refused: {what}", *[outcome(answer, base) for answer in answers])
        if answers[0][0] != 422:
            check(f"refused: {what}", 422, answers[0][0])
    print(f"kinds: {len(table['refusals'])} manifests that break a rule are refused in the same words")


def merged(value, patch):
    """RFC 7386."""
    if not isinstance(patch, dict):
        return patch
    result = json.loads(json.dumps(value)) if isinstance(value, dict) else {}
    for key, member in patch.items():
        if member is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), member)
    return result


started = time.monotonic()
with real_server(control_plane, work) as real, embedded_server(contract, work) as embedded:
    servers = [real, embedded]
    compare_cases()
    compare_definitions()
    compare_samples()
    compare_tables()
if failures:
    print(f"kinds: {len(failures)} checks failed")
    sys.exit(1)
print(f"kinds: passed in {time.monotonic() - started:.0f} s")
