"""What people do with kubectl: the server must answer so that it works. Each check is a sentence and a function."""

import json
import pathlib
import subprocess

DEFINITION = """
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gauges.kubectl.example.com}
spec:
  group: kubectl.example.com
  scope: Namespaced
  names: {plural: gauges, kind: Gauge, shortNames: [gg], categories: [contract]}
  versions:
  - name: v1
    served: true
    storage: true
    subresources: {status: {}}
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec: {type: object, properties: {size: {type: integer, description: How large it is., default: 3}}}
          status: {type: object, properties: {phase: {type: string}}}
    additionalPrinterColumns:
    - {name: Size, type: integer, jsonPath: .spec.size}
    - {name: Phase, type: string, jsonPath: .status.phase, priority: 1}
"""

CONFIG_MAP = """
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, labels: {app: x}}
data: {a: "%s"}
"""

GAUGE = """
apiVersion: kubectl.example.com/v1
kind: Gauge
metadata: {name: main}
spec: {size: %d}
"""

POD = """
apiVersion: v1
kind: Pod
metadata: {name: one}
spec:
  nodeName: nowhere
  containers: [{name: main, image: example.com/none:1}]
"""


class Kubectl:
    """kubectl with one kubeconfig, in a namespace of its own."""

    def __init__(self, program, kubeconfig, cache):
        self.start = [program, "--kubeconfig", kubeconfig, "--cache-dir", cache]
        self.namespace = "kubectl-contract"

    def run(self, *words, text=None, fails=False):
        """What it prints. It must succeed, or fail where that is said."""
        run = subprocess.run(
            [*self.start, "-n", self.namespace, *words], input=text, capture_output=True, text=True, timeout=60)
        if (run.returncode != 0) != fails:
            raise AssertionError(f"kubectl {' '.join(words)}: {run.stdout}{run.stderr}")
        return (run.stdout + run.stderr).strip()


def equal(found, expected):
    if found != expected:
        raise AssertionError(f"expected {expected!r}, got {found!r}")


def applies(kubectl):
    """kubectl apply creates, leaves, changes and says so"""
    for value, said in (("1", "created"), ("1", "unchanged"), ("2", "configured")):
        equal(kubectl.run("apply", "-f", "-", text=CONFIG_MAP % value), f"configmap/settings {said}")
    equal(kubectl.run("get", "configmap", "settings", "-o", "jsonpath={.data.a}"), "2")


def applies_at_the_server(kubectl):
    """kubectl apply --server-side hears of a conflict, and takes over by force"""
    conflict = kubectl.run("apply", "--server-side", "--field-manager=other", "-f", "-", text=CONFIG_MAP % "3", fails=True)
    if 'conflict with "kubectl-client-side-apply" using v1: .data.a' not in conflict:
        raise AssertionError(conflict)
    forced = ["apply", "--server-side", "--field-manager=other", "--force-conflicts", "-f", "-"]
    equal(kubectl.run(*forced, text=CONFIG_MAP % "3"), "configmap/settings serverside-applied")


def diffs(kubectl):
    """kubectl diff shows what would change, by a dry run"""
    shown = kubectl.run("diff", "--server-side", "--field-manager=other", "-f", "-", text=CONFIG_MAP % "4", fails=True)
    if "+  a: \"4\"" not in shown:
        raise AssertionError(shown)
    kubectl.run("diff", "--server-side", "--field-manager=other", "-f", "-", text=CONFIG_MAP % "3")


def validates(kubectl):
    """kubectl create hears of an unknown field"""
    said = kubectl.run("create", "-f", "-", text=CONFIG_MAP % "1" + "datum: {}\n", fails=True)
    if 'unknown field "datum"' not in said:
        raise AssertionError(said)


def defines(kubectl):
    """kubectl wait sees a definition become established, and its resource serves at once"""
    kubectl.run("apply", "-f", "-", text=DEFINITION)
    kubectl.run("wait", "--for=condition=Established", "--timeout=30s", "crd/gauges.kubectl.example.com")
    equal(kubectl.run("apply", "-f", "-", text=GAUGE % 5), "gauge.kubectl.example.com/main created")


def shows_columns(kubectl):
    """kubectl get shows a definition's columns, more of them with -o wide, and knows its short name"""
    equal([line.split() for line in kubectl.run("get", "gg").splitlines()], [["NAME", "SIZE"], ["main", "5"]])
    kubectl.run("patch", "gauge", "main", "--subresource=status", "--type=merge", "-p", '{"status":{"phase":"Up"}}')
    wide = [line.split() for line in kubectl.run("get", "gauges", "-o", "wide").splitlines()]
    equal(wide, [["NAME", "SIZE", "PHASE"], ["main", "5", "Up"]])
    equal(kubectl.run("get", "contract", "-o", "name"), "gauge.kubectl.example.com/main")


def explains(kubectl):
    """kubectl explain has a definition's text"""
    if "How large it is." not in kubectl.run("explain", "gauge.spec.size"):
        raise AssertionError("the text is missing")


def waits_for_a_value(kubectl):
    """kubectl wait sees a value in the status"""
    kubectl.run("wait", "--for=jsonpath={.status.phase}=Up", "--timeout=30s", "gauge/main")


def edits(kubectl):
    """kubectl label, annotate, patch and replace write what they say"""
    kubectl.run("label", "configmap", "settings", "tier=web")
    kubectl.run("annotate", "configmap", "settings", "note=n")
    kubectl.run("patch", "configmap", "settings", "--type=json", "-p", '[{"op":"add","path":"/data/b","value":"2"}]')
    found = json.loads(kubectl.run("get", "configmap", "-l", "tier in (web)", "-o", "json"))["items"]
    equal([item["data"] for item in found], [{"a": "3", "b": "2"}])
    found[0]["data"] = {"c": "3"}
    kubectl.run("replace", "-f", "-", text=json.dumps(found[0]))
    stale = kubectl.run("replace", "-f", "-", text=json.dumps(found[0]), fails=True)
    if "the object has been modified" not in stale:
        raise AssertionError(stale)


def watches(kubectl):
    """kubectl get --watch-only prints changes as they come"""
    watch = subprocess.Popen(
        [*kubectl.start, "-n", kubectl.namespace, "get", "gauges", "--watch", "--output-watch-events", "--request-timeout=30s"],
        stdout=subprocess.PIPE, text=True)
    try:
        first = [watch.stdout.readline().split() for _ in range(2)]
        equal(first, [["EVENT", "NAME", "SIZE"], ["ADDED", "main", "5"]])
        kubectl.run("apply", "-f", "-", text=GAUGE % 6)
        equal(watch.stdout.readline().split(), ["MODIFIED", "main", "6"])
    finally:
        watch.terminate()
        watch.wait(timeout=30)


def deletes(kubectl):
    """kubectl delete waits until an object is gone, also one with a finalizer"""
    kubectl.run("patch", "gauge", "main", "--type=merge", "-p", '{"metadata":{"finalizers":["example.com/hold"]}}')
    waiting = subprocess.Popen(
        [*kubectl.start, "-n", kubectl.namespace, "delete", "gauge", "main", "--timeout=60s"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    kubectl.run("wait", "--for=jsonpath={.metadata.deletionTimestamp}", "--timeout=30s", "gauge/main")
    if waiting.poll() is not None:
        raise AssertionError(f"it did not wait: {waiting.stdout.read()}")
    kubectl.run("patch", "gauge", "main", "--type=merge", "-p", '{"metadata":{"finalizers":null}}')
    said, _ = waiting.communicate(timeout=60)
    equal((waiting.returncode, "deleted" in said), (0, True))
    kubectl.run("get", "gauge", "main", fails=True)


def deletes_pods_by_force(kubectl):
    """kubectl delete --force takes a pod whose node is not there"""
    kubectl.run("apply", "-f", "-", text=POD)
    equal(kubectl.run("get", "pods", "-o", "wide", "--no-headers").split()[:3], ["one", "0/1", "Pending"])
    kubectl.run("delete", "pod", "one", "--force", "--grace-period=0")
    kubectl.run("get", "pod", "one", fails=True)


def lists_resources(kubectl):
    """kubectl api-resources names a definition's resource with its verbs"""
    line = kubectl.run("api-resources", "--api-group=kubectl.example.com", "--no-headers").split()
    equal(line, ["gauges", "gg", "kubectl.example.com/v1", "true", "Gauge"])


def asks_for_access(kubectl):
    """kubectl auth can-i and create token get their answers"""
    equal(kubectl.run("auth", "can-i", "create", "pods"), "yes")
    kubectl.run("create", "serviceaccount", "robot")
    equal(kubectl.run("create", "token", "robot").count("."), 2)


def deletes_all(kubectl):
    """kubectl delete takes a definition and a namespace with all that is in it"""
    kubectl.run("delete", "crd", "gauges.kubectl.example.com", "--timeout=60s")
    kubectl.run("delete", "namespace", kubectl.namespace, "--timeout=60s")
    if "NotFound" not in kubectl.run("get", "namespace", kubectl.namespace, fails=True):
        raise AssertionError("the namespace is there")


CHECKS = [
    applies, applies_at_the_server, diffs, validates, defines, shows_columns, explains, waits_for_a_value, edits, watches,
    lists_resources, asks_for_access, deletes, deletes_pods_by_force, deletes_all]


def run(program, kubeconfig, work):
    """Whether all checks passed; prints those that did not."""
    kubectl = Kubectl(program, kubeconfig, pathlib.Path(work) / "kubectl-cache")
    kubectl.run("create", "namespace", kubectl.namespace)
    failed = 0
    for check in CHECKS:
        try:
            check(kubectl)
        except (AssertionError, subprocess.TimeoutExpired, ValueError, KeyError) as error:
            failed += 1
            print(f"FAILED   {check.__doc__}: {error}")
    print(f"kubectl: {len(CHECKS) - failed} passed, {failed} failed")
    return failed == 0
