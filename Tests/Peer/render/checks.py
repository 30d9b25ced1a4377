"""checks.py KOPERATOR SHARED WORK: renders every sample and applies what comes out to a real API server."""
import concurrent.futures
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time

from samples import namespaced, options_of, samples, values

KOPERATOR, SHARED, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
KUBECTL = pathlib.Path(os.environ["KUBEBUILDER_ASSETS"]) / "kubectl"
# Lists that the API server adds to: protection of claims, the service account's token, tolerations that all Pods have.
EXTENDED = {"finalizers", "volumes", "volumeMounts", "tolerations"}
SERVICE_ACCOUNTS = ["default", "kafka-broker", "cruise-control"]


class Failed(Exception):
    pass


def check(condition, message):
    if not condition:
        raise Failed(message)


def run(command, text=None):
    done = subprocess.run([str(word) for word in command], input=text, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def kubectl(*words, text=None):
    return run([KUBECTL, "--kubeconfig", WORK / "cluster/kubeconfig", "--cache-dir", WORK / "cache", *words], text)


def free_port():
    """The first of five ports in a row that nobody listens on."""
    for port in range(22100, 30000, 10):
        try:
            for number in range(port, port + 5):
                with socket.socket() as one:
                    one.bind(("127.0.0.1", number))
            return port
        except OSError:
            continue
    raise Failed("there are no five free ports")


def as_json(yaml):
    """What kubectl reads in a YAML text, without asking the server."""
    code, out, error = kubectl("create", "--dry-run=client", "--validate=ignore", "-o", "json", "-f", "-", text=yaml)
    check(code == 0, f"kubectl does not read it: {error}")
    return values(out)


def identity(value):
    return value["kind"], value["metadata"].get("namespace", ""), value["metadata"]["name"]


def quantity(text):
    match = re.fullmatch(r"([0-9.]+)(m|[KMGTPE]i|[kMGTPE]|)", str(text))
    if not match:
        return text
    suffixes = {"": 1, "m": 1e-3, "k": 1e3}
    suffixes |= {letter: 1000 ** power for power, letter in enumerate("MGTPE", 2)}
    suffixes |= {letter + "i": 1024 ** power for power, letter in enumerate("KMGTPE", 1)}
    return float(match[1]) * suffixes[match[2]]


def difference(sent, kept, path=""):
    """The first place where something was sent that is not kept; lists keep their order."""
    if isinstance(sent, dict):
        if not isinstance(kept, dict):
            return f"{path}: {sent} became {kept}"
        for key, value in sent.items():
            if key not in kept:
                if value in ({}, [], None, "", False, 0):
                    continue
                return f"{path}.{key}: was dropped"
            found = difference(value, kept[key], f"{path}.{key}")
            if found:
                return found
        return None
    if isinstance(sent, list):
        if path.rsplit(".")[-1] in EXTENDED and isinstance(kept, list):
            missing = [value for value in sent if all(difference(value, other) for other in kept)]
            return f"{path}: {missing[0]} was dropped" if missing else None
        if not isinstance(kept, list) or len(sent) != len(kept):
            return f"{path}: {sent} became {kept}"
        for index, value in enumerate(sent):
            found = difference(value, kept[index], f"{path}[{index}]")
            if found:
                return found
        return None
    if sent != kept and quantity(sent) != quantity(kept):
        return f"{path}: {sent!r} became {kept!r}"
    return None


def apply(yaml, tolerated=()):
    """Applies a text; a warning of the server's is a failure, but for those that are tolerated."""
    code, out, error = kubectl(
        "apply", "--server-side", "--validate=strict", "--field-manager", "koperator", "-o", "json", "-f", "-", text=yaml)
    check(code == 0, f"the API server refuses it: {error}")
    warnings = [line for line in error.splitlines() if line.strip() and not any(word in line for word in tolerated)]
    check(not warnings, f"the API server warns: {warnings}")
    return {identity(value): value for value in values(out)}


def render(manifest, *options):
    code, out, error = run([KOPERATOR, "render", "-f", "-", *options], manifest)
    check(code == 0, f"render ends with {code}: {error}")
    return out


def sample(name, manifest):
    options = options_of(name, manifest, WORK)
    rendered = render(manifest, *options)
    check(rendered == render(manifest, *options), "two runs print different bytes")
    sent = as_json(rendered)
    check(len({identity(value) for value in sent}) == len(sent), "two objects have one name")
    for value in sent:
        check(value["metadata"]["namespace"] == name, f"{identity(value)} is in another namespace")
    configs = [value for value in sent if re.fullmatch(r"kafka-config-[0-9]+", value["metadata"]["name"])]
    pods = [value for value in sent if value["kind"] == "Pod"]
    # A broker that is paused has no Pod.
    wanted = len(configs) - manifest.count("paused: true")
    check(len(pods) == wanted > 0, f"there are {len(configs)} ConfigMaps of brokers and {len(pods)} Pods")
    check(rendered.count("\n  broker-config: |\n") == len(configs), "a broker's configuration is no literal block")
    # Kubernetes means to drop externalIPs; it is what the manifest asks for.
    tolerated = ["spec.externalIPs is deprecated"] if "nodePortExternalIP" in manifest else []
    applied = apply(rendered, tolerated)
    check(set(applied) == {identity(value) for value in sent}, "other objects come back than were sent")
    for value in sent:
        found = difference(value, applied[identity(value)])
        check(not found, f"{identity(value)}{found}")
    again = apply(rendered, tolerated)
    for key, value in applied.items():
        # A claim gets its protection when it is created, and is written once more for it, with the same content.
        if value["kind"] == "PersistentVolumeClaim":
            again[key]["metadata"].pop("resourceVersion")
            value["metadata"].pop("resourceVersion")
        check(again[key] == value, f"{key} is changed when the same is applied again")
    return len(sent)


def make_namespaces(names):
    """Namespaces that say how safe their Pods have to be, with the service accounts that the controller manager would make."""
    objects = []
    for name in names:
        # A sample whose manifest asks for it is held to the profile for the strictest clusters.
        level = "restricted" if name == "ours-pods" else "baseline"
        labels = {f"pod-security.kubernetes.io/{verb}": level for verb in ["enforce", "warn"]}
        objects.append({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels}})
        for account in SERVICE_ACCOUNTS:
            objects.append(
                {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": account, "namespace": name}})
    code, _, error = kubectl(
        "create", "-f", "-", text=json.dumps({"apiVersion": "v1", "kind": "List", "items": objects}))
    check(code == 0, error)


def install_our_kinds():
    """What is rendered may hold a KafkaTopic: that of Cruise Control."""
    code, definitions, error = run([KOPERATOR, "crds"])
    check(code == 0, error)
    code, _, error = kubectl("apply", "--server-side", "-f", "-", text=definitions)
    check(code == 0, error)
    deadline = time.monotonic() + 30
    while kubectl("get", "kafkatopics,kafkaclusters", "--all-namespaces")[0] != 0:
        check(time.monotonic() < deadline, "the API server does not serve our kinds")
        time.sleep(0.2)


def check_that_mistakes_are_seen():
    wrong = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "namespace": "default"}, "dta": {}}
    try:
        apply(json.dumps(wrong))
    except Failed:
        return
    raise Failed("an unknown field is accepted: the validation is not strict")


def main():
    port = free_port()
    server = subprocess.Popen(
        [SHARED / "kubernetes/control-plane", WORK / "cluster", str(port)], stdout=subprocess.PIPE, text=True)
    try:
        line = server.stdout.readline()
        check(line.startswith("ready"), "the control plane did not start")
        install_our_kinds()
        found = samples(SHARED)
        make_namespaces([name for name, _ in found])
        check_that_mistakes_are_seen()
        failed = []
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            jobs = {name: pool.submit(sample, name, namespaced(name, text)) for name, text in found}
            for name, job in jobs.items():
                try:
                    print(f"{name}: {job.result()} objects are accepted, kept and stable")
                except Failed as failure:
                    failed.append(name)
                    print(f"{name}: FAILED: {failure}")
        check(not failed, f"failed: {', '.join(failed)}")
        print(f"peer render: {len(found)} samples passed")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


try:
    main()
except Failed as failure:
    sys.exit(f"peer render: {failure}")
