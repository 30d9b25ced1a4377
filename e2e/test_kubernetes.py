"""`koperator serve --kubernetes`: a real API server with RBAC, a real Envoy, and pods that a test makes.

Every koperator here has the rights of deploy/rbac and no more. Brokers are stand-ins that say who they are.
"""

import itertools
import json
import os
import pathlib
import re
import shutil
import ssl
import tempfile
import time
import unittest

from harness import manifests, tools
from harness.access import TERMINATION, NamedAccess
from harness.certificates import Authority
from harness.control_plane import ControlPlane
from harness.echo import EchoBroker, EchoClient, broker_at
from harness.envoy import Envoy
from harness.kubernetes import GROUP, APIServer, control_plane
from harness.network import listens, network_for_tests
from harness.processes import Supervisor
from harness.relay import Splice
from harness.waiting import wait_until
from support import say

ANYCAST, FIRST, BROKER_PORT = 29092, 19090, 9094
RBAC = tools.ROOT / "deploy" / "rbac"
MANIFEST = """
apiVersion: kafka.banzaicloud.io/v1beta1
kind: KafkaCluster
metadata: {name: NAME, namespace: NAMESPACE}
spec:
  headlessServiceEnabled: true
  oneBrokerPerNode: false
  kRaft: true
  rollingUpgradeConfig: {failureThreshold: 1}
  cruiseControlConfig: {}
  brokerConfigGroups:
    default:
      processRoles: [controller, broker]
      storageConfigs:
        - mountPath: /kafka-logs
          pvcSpec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
  brokers:
    - id: 0
      brokerConfigGroup: default
  listenersConfig:
    internalListeners:
      - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
      - {type: plaintext, name: controller, containerPort: 29093, usedForControllerCommunication: true, usedForInnerBrokerCommunication: false}
    externalListeners:
      - {type: plaintext, name: external, containerPort: 9094, externalStartingPort: 19090, anyCastPort: 29092, accessMethod: LoadBalancer}
"""


class Served(ControlPlane):
    """`koperator serve --kubernetes` with a kubeconfig, at an address of its own."""

    def __init__(self, supervisor, folder, network, address, kubeconfig, arguments=()):
        super().__init__(supervisor, folder, network)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.address, self.kubeconfig, self.arguments = address, kubeconfig, arguments
        self.xds, self.admin = f"{address}:18000", f"{address}:18001"

    def start(self, wait=True):
        self.process = self.supervisor.start(f"koperator-{self.folder.name}", [
            tools.koperator(), "serve", "--kubernetes", "--kubeconfig", self.kubeconfig, "--xds", self.xds, "--admin",
            self.admin, "--state", self.state, "--listen-address", self.network.envoy, *self.arguments], grace=10)
        wait_until("koperator is healthy", lambda: self.get("/healthz"), 60, self.supervisor.check)
        if wait:
            wait_until("koperator is ready", lambda: self.get("/readyz"), 60, self.supervisor.check)

    def cluster(self, name):
        return self.json("/status")["clusters"].get(name, {})


def setUpModule():
    try:
        control_plane()
    except tools.Missing as missing:
        print(f"SKIPPED e2e kubernetes: {missing}", flush=True)
        raise unittest.SkipTest(str(missing)) from missing
    folder = pathlib.Path(tempfile.mkdtemp(prefix="koperator-e2e-"))
    if not os.environ.get("E2E_KEEP"):
        unittest.addModuleCleanup(shutil.rmtree, folder, ignore_errors=True)
    supervisor = Supervisor(folder / "logs")
    unittest.addModuleCleanup(supervisor.stop_all)
    started = time.monotonic()
    Kubernetes.folder, Kubernetes.api = folder, APIServer(supervisor, folder / "kubernetes")
    Kubernetes.api.install(tools.ROOT / "deploy" / "crds")
    say(f"the API server serves the custom resources after {time.monotonic() - started:.1f} s")


class Kubernetes(unittest.TestCase):
    """Each test has a namespace, a network, an account and processes of its own; the API server is shared."""

    numbers = itertools.count()

    def setUp(self):
        self.namespace = f"kafka-{next(self.numbers)}"
        self.network = network_for_tests()
        self.here = self.folder / self.namespace
        self.here.mkdir()
        self.brokers, self.supervisor = {}, Supervisor(self.here / "logs")
        self.addCleanup(self.end)
        self.api.create_namespace(self.namespace)

    def end(self):
        if os.environ.get("E2E_KEEP"):
            say(f"kept {self.here}")
        self.supervisor.stop_all()
        for broker in self.brokers.values():
            broker.close()

    # What a user does

    def grant(self, name="serve-namespace", namespace=None):
        text = (RBAC / f"{name}.yaml").read_text()
        self.api.apply(re.sub(r"(namespace|name): kafka$", rf"\1: {namespace or self.namespace}", text, flags=re.M))

    def manifest(self, brokers, namespace=None, name="kafka"):
        text = MANIFEST.replace("NAMESPACE", namespace or self.namespace).replace("NAME", name)
        return manifests.with_brokers(text, brokers)

    def apply(self, text):
        (self.here / "cluster.yaml").write_text(text)
        self.api.apply(text)

    def start_pod(self, broker, address=None, suffix="a", namespace=None, **options):
        """A pod of a broker and what listens in it; the pod's name."""
        address = address or self.network.broker(broker)
        namespace = namespace or self.namespace
        self.brokers[address] = EchoBroker(f"{namespace}/{broker}/{suffix}", address, BROKER_PORT)
        return self.api.create_pod(namespace, broker, address, suffix=suffix, **options)

    def stop_pod(self, name, address):
        self.api.delete_pod(self.namespace, name)
        self.brokers.pop(address).close()

    def account(self):
        return self.api.kubeconfig_of(self.namespace, "koperator", self.here / "kubeconfig.json")

    def koperator(self, name="a", address=None, kubeconfig=None, namespaced=True, arguments=(), wait=True):
        arguments = [*(("--namespace", self.namespace) if namespaced else ()), *arguments]
        served = Served(self.supervisor, self.here / name, self.network, address or self.network.control_plane,
                        kubeconfig or self.account(), arguments)
        served.start(wait)
        return served

    def envoy(self, served, name="envoy", xds=None, manifest=None, network=None, point="external", live=True):
        path, admin = self.here / f"{name}.yaml", self.here / f"{name}.sock"
        path.write_text(served.command(
            "envoy", "bootstrap", "--file", manifest or self.here / "cluster.yaml", "--xds", xds or served.xds,
            "--node-id", name, "--listen-address", (network or self.network).envoy, "--admin-socket", admin,
            "--access-point", point))
        envoy = Envoy(self.supervisor, path, admin, name, drain=(1, "immediate"))
        envoy.start()
        if live:
            envoy.wait_live()
        return envoy

    def at(self, broker, network=None):
        """The broker and pod that a new connection to a broker's port reaches."""
        return broker_at((network or self.network).envoy, FIRST + broker)

    def wait_at(self, broker, suffix="a", namespace=None, network=None, seconds=60):
        wanted = f"{namespace or self.namespace}/{broker}/{suffix}"
        wait_until(f"a client of broker {broker} reaches {wanted}", lambda: self.at(broker, network) == wanted, seconds,
                   self.supervisor.check, pause=0.005)

    def client(self, broker):
        client = EchoClient(self.network.envoy, FIRST + broker)
        self.addCleanup(client.close)
        return client

    def running(self, brokers=3, koperator=True):
        """A cluster whose pods are ready, koperator and an Envoy that serves them."""
        self.grant()
        self.apply(self.manifest(range(brokers)))
        for broker in range(brokers):
            self.start_pod(broker)
        served = self.koperator()
        envoy = self.envoy(served)
        for broker in range(brokers):
            self.wait_at(broker)
        return served, envoy


class Serving(Kubernetes):

    def test_a_pod_that_is_replaced_moves_its_own_clients_alone_and_readiness_acts_on_the_bootstrap(self):
        served, envoy = self.running()
        kept = [self.client(broker) for broker in (0, 2)]
        before = envoy.updates()
        members = lambda: sorted(envoy.hosts("all-brokers"))
        self.assertEqual(members(), [self.network.broker(broker) for broker in range(3)])

        self.api.set_pod(self.namespace, "kafka-1-a", self.network.broker(1), ready=False)
        wait_until("broker 1 leaves the bootstrap", lambda: self.network.broker(1) not in members(), 60)
        self.wait_at(1)
        self.stop_pod("kafka-1-a", self.network.broker(1))
        wait_until("broker 1 has no pod", lambda: served.cluster(f"{self.namespace}/kafka")["brokers"]["1"][
            "health"] == "unreachable", 60)
        moved = self.network.moved(1)
        started = time.monotonic()
        self.start_pod(1, moved, suffix="b")
        self.wait_at(1, "b")
        say(f"a client reached the new pod {(time.monotonic() - started) * 1000:.0f} ms after it was created")
        wait_until("broker 1 is back in the bootstrap", lambda: moved in members(), 60)
        self.assertEqual(envoy.updates(), before, "a listener or cluster was updated")
        for client in kept:
            self.assertTrue(client.answers(), f"the connection to {client.broker} ended")

        # One broker more, and one less: nobody else notices.
        self.start_pod(3)
        self.apply(self.manifest(range(4)))
        self.wait_at(3)
        self.apply(self.manifest(range(3)))
        wait_until("broker 3 has no listener", lambda: not listens(self.network.envoy, FIRST + 3), 60)
        for client in kept:
            self.assertTrue(client.answers(), f"the connection to {client.broker} ended")

        # A manifest that the API server takes and that cannot be served: both Envoys would have one name.
        listener = ("      - {{type: plaintext, name: {}, containerPort: {}, externalStartingPort: {}, accessMethod: LoadBalancer,\n"
                    "         config: {{defaultIngressConfig: {}, ingressConfig: {{{}: {{envoyConfig: {{}}}}}}}}}}\n")
        bad = re.sub(r"(?m)^      - \{type: plaintext, name: external.*\n",
                     listener.format("a", 9094, 19090, "b-c", "b-c") + listener.format("a-b", 9095, 20090, "c", "c"),
                     self.manifest(range(3)))
        self.api.apply(bad)
        cluster = wait_until("the manifest is refused", lambda: (
            found := served.cluster(f"{self.namespace}/kafka"))["state"] == "refused" and found, 60)
        say(f"refused: {cluster['problems'][0]}")
        self.assertRegex(cluster["problems"][0], r"spec\.listenersConfig\.externalListeners\[1\].*rename the listener")
        self.assertRegex(served.log(), r"a KafkaCluster is refused.*externalListeners\[1\].*rename the listener")
        self.wait_at(0)
        self.apply(self.manifest(range(3)))
        wait_until("the manifest is in use again",
                   lambda: served.cluster(f"{self.namespace}/kafka")["state"] == "accepted", 60)

        # The Service says where clients connect to.
        self.api.call("POST", f"/api/v1/namespaces/{self.namespace}/services", {
            "metadata": {"name": "envoy-loadbalancer-external-kafka", "labels": {
                "app": "envoyingress", "kafka_cr": "kafka", "eListenerName": "external"}},
            "spec": {"type": "LoadBalancer", "ports": [{"name": "tcp-all-broker", "port": ANYCAST}] + [
                {"name": f"broker-{broker}", "port": FIRST + broker} for broker in range(2)]}})
        self.api.call("PATCH", f"/api/v1/namespaces/{self.namespace}/services/envoy-loadbalancer-external-kafka/status", {
            "status": {"loadBalancer": {"ingress": [{"ip": "203.0.113.10"}]}}}, "application/merge-patch+json")
        wait_until("it is said where clients connect to", lambda: re.search(
            rf"clients bootstrap here.*203\.0\.113\.10:{ANYCAST}", served.log()), 60)
        self.assertRegex(served.log(), rf"does not lead to all.*no port {FIRST + 2}")

        # Deleted: withdrawn, forgotten, and nothing is taken from Envoy.
        self.api.delete(f"{GROUP}/namespaces/{self.namespace}/kafkaclusters/kafka")
        wait_until("the group is withdrawn", lambda: not served.json("/streams")["groups"], 60)
        wait_until("nothing is kept of it", lambda: not list(served.state.iterdir()), 60)
        for client in kept:
            self.assertTrue(client.answers(), f"the connection to {client.broker} ended")
        self.wait_at(0)

    def test_replicas_give_the_same_bytes_and_envoy_outlives_one_of_them(self):
        self.grant()
        self.apply(self.manifest(range(3)))
        for broker in range(3):
            self.start_pod(broker, ready=broker != 2)
        first = self.koperator("a", f"{self.network.prefix}.2")
        second = self.koperator("b", f"{self.network.prefix}.3")
        service = Splice(self.network.control_plane, 18000, [(first.address, 18000), (second.address, 18000)])
        self.addCleanup(service.close)
        envoy = self.envoy(first, xds=f"{self.network.control_plane}:18000")
        self.wait_at(0)
        other = self.envoy(second, "other", live=False)
        wait_until("the second replica's Envoy has everything", lambda: len(other.updates()) == 9, 60)
        version = lambda served: {name: entry[0] for name, entry in served.updates().items()}
        self.assertEqual(version(envoy), version(other))
        other.stop()
        client, before = self.client(0), envoy.updates()
        first.kill()
        wait_until("Envoy is at the second replica", lambda: len(second.json("/streams")["streams"]) == 1, 60)
        self.api.set_pod(self.namespace, "kafka-2-a", self.network.broker(2), ready=True)
        wait_until("what the second replica saw arrives",
                   lambda: self.network.broker(2) in envoy.hosts("all-brokers"), 60)
        self.assertEqual(envoy.updates(), before, "the other replica's configuration was not the same")
        self.assertTrue(client.answers())

    def test_two_clusters_in_two_namespaces_are_served_by_one(self):
        other, networks = f"{self.namespace}-b", [self.network, network_for_tests()]
        self.api.create_namespace(other)
        self.grant("serve-all-namespaces")
        paths = []
        for namespace, network in zip((self.namespace, other), networks):
            path = self.here / f"{namespace}.yaml"
            path.write_text(self.manifest([0, 1], namespace))
            self.api.apply(path.read_text())
            paths.append(path)
            for broker in (0, 1):
                self.start_pod(broker, network.broker(broker), namespace=namespace)
        served = self.koperator(namespaced=False)
        for namespace, network, path in zip((self.namespace, other), networks, paths):
            text = path.read_text()
            envoy = self.envoy(served, f"envoy-{namespace}", manifest=path, network=network, live=False)
            wait_until("Envoy has brokers", lambda: envoy.hosts("all-brokers"), 60)
            self.assertEqual(sorted(envoy.hosts("all-brokers")), [network.broker(0), network.broker(1)])
            self.assertIn(namespace, text)
        groups = {group["group"] for group in served.json("/streams")["groups"]}
        self.assertLessEqual({f"{self.namespace}/kafka/external", f"{other}/kafka/external"}, groups)


class Outages(Kubernetes):

    def test_without_an_api_server_a_fresh_envoy_gets_what_was_kept_and_a_running_one_keeps_what_it_has(self):
        served, envoy = self.running()
        client, config, before = self.client(1), envoy.config(), envoy.updates()
        self.api.stop()
        self.addCleanup(lambda: self.api.process.running or self.api.start())
        served.kill()
        known = len(served.log())
        served.start(wait=False)
        with self.assertRaisesRegex(OSError, "503"):
            served.get("/readyz")
        # A running Envoy is told UNAVAILABLE and keeps what it has.
        wait_until("Envoy has come back and was refused", lambda: sum(
            value for name, value in served.metrics().items()
            if name.startswith("koperator_xds_streams_opened_total")) >= 1, 60)
        fresh = self.envoy(served, "fresh", live=False)
        wait_until("a fresh Envoy has what was kept", lambda: len(fresh.updates()) == len(before), 60)
        self.assertEqual({name: entry[0] for name, entry in fresh.updates().items()},
                         {name: entry[0] for name, entry in before.items()})
        fresh.stop()
        self.assertEqual(envoy.updates(), before)
        self.assertTrue(client.answers())
        self.api.start()
        wait_until("koperator is ready", lambda: served.get("/readyz"), 120, self.supervisor.check)
        # Each of three caches says each kind of trouble once: nobody answers, then a server that is not ready yet.
        self.assertLessEqual(len(re.findall("a watch cache has trouble", served.log()[known:])), 6)
        wait_until("Envoy is served again", lambda: envoy.stat("control_plane.connected_state") == 1, 60)
        # What happened since arrives.
        self.api.set_pod(self.namespace, "kafka-2-a", self.network.broker(2), ready=False)
        wait_until("a change arrives", lambda: self.network.broker(2) not in envoy.hosts("all-brokers"), 60)
        self.assertEqual(envoy.updates(), before, "a listener or cluster was updated")
        self.assertEqual(envoy.config()["listener", "broker-0"], config["listener", "broker-0"])
        self.assertTrue(client.answers())

    def test_a_missing_right_is_named_once_and_does_no_harm_when_it_is_granted_later(self):
        text = (RBAC / "serve-namespace.yaml").read_text()
        self.grant()
        self.api.call("PATCH", f"/apis/rbac.authorization.k8s.io/v1/namespaces/{self.namespace}/roles/koperator-serve",
                      [{"op": "replace", "path": "/rules/1/resources", "value": ["services"]}],
                      "application/json-patch+json")
        self.assertIn("resources: [pods, services]", text)
        self.apply(self.manifest([0]))
        self.start_pod(0)
        served = self.koperator(wait=False)
        line = wait_until("the missing right is said", lambda: re.search(
            r".*a watch cache has trouble.*", served.log()), 60)[0]
        say(line.split(" ", 1)[1])
        self.assertRegex(line, r'list.*pods.*forbidden|forbidden.*list.*pods|may not list pods')
        self.assertEqual(served.json("/streams")["groups"], [])
        self.grant()
        wait_until("koperator is ready", lambda: served.get("/readyz"), 120, self.supervisor.check)
        self.assertEqual(len(re.findall("a watch cache has trouble", served.log())), 1)
        self.assertEqual([group["group"] for group in served.json("/streams")["groups"]],
                         [f"{self.namespace}/kafka/external"])


class Secrets(Kubernetes):

    def test_a_certificate_is_taken_from_its_secret_and_replaced_without_a_new_connection(self):
        access = NamedAccess(TERMINATION, self.network, BROKER_PORT, 29192, 8082, 8083)
        self.grant()
        text = self.manifest([0, 1])
        text = re.sub(r"(?m)^      - \{type: plaintext, name: external.*\n", "", text)
        self.apply(manifests.with_listeners(text, [access.manifest()]))
        for broker in (0, 1):
            self.start_pod(broker)
        served = self.koperator()
        said = lambda what: wait_until(f"'{what}' is said", lambda: re.search(
            f".*a TLS Secret is refused.*{what}.*", served.log()), 60)[0]
        say(said("cannot get secrets").split(" ", 1)[1])
        self.grant("serve-secrets")
        self.api.call("PATCH", f"/apis/rbac.authorization.k8s.io/v1/namespaces/{self.namespace}/roles/koperator-serve-secrets",
                      [{"op": "replace", "path": "/rules/0/resourceNames", "value": [access.secret]}],
                      "application/json-patch+json")
        said(f"there is no Secret '{self.namespace}/{access.secret}'")
        authority = Authority(self.here / "authority")
        context = ssl.create_default_context(cafile=authority.folder / "ca.crt")
        put = lambda serial: self.api.put_secret(
            self.namespace, access.secret, authority.issue("termination", access.alternative_names, serial))
        put(3001)
        envoy = self.envoy(served, point=access.name)
        connect = lambda broker: EchoClient(self.network.envoy, access.anycast_port, (context, access.public(broker)[0]))
        client = wait_until("a client reaches broker 1", lambda: connect(1), 60, self.supervisor.check)
        self.addCleanup(client.close)
        self.assertEqual(client.broker, f"{self.namespace}/1/a")
        before = envoy.updates()
        put(3002)
        shown = lambda: int(connect(1).connection.getpeercert()["serialNumber"], 16)
        wait_until("a new client is shown the new certificate", lambda: shown() == 3002, 60)
        self.assertEqual(envoy.updates(), before)
        self.assertTrue(client.answers())
        kept = "".join(path.read_text() for path in served.state.iterdir())
        self.assertNotIn("PRIVATE", kept + served.log() + json.dumps(served.json("/status")))


class Scale(Kubernetes):

    def test_a_change_of_one_of_300_pods_reaches_clients_at_once(self):
        count, moved = 300, 123
        self.grant()
        self.apply(self.manifest(range(count)))
        address = lambda broker: f"{self.network.prefix.rsplit('.', 1)[0]}.{200 + broker // 250}.{1 + broker % 250}"
        for broker in range(count):
            self.api.create_pod(self.namespace, broker, address(broker))
        started = time.monotonic()
        served = self.koperator()
        say(f"koperator is ready with {count} pods after {time.monotonic() - started:.2f} s")
        envoy = self.envoy(served)
        client = EchoBroker("kept", address(7), BROKER_PORT)
        self.addCleanup(client.close)
        kept = wait_until("a client reaches broker 7", lambda: self.client(7), 60)
        before, times = envoy.updates(), []
        for round in range(5):
            place = self.network.moved(round)
            self.brokers[place] = EchoBroker(f"{self.namespace}/{moved}/{round}", place, BROKER_PORT)
            started = time.monotonic()
            self.api.set_pod(self.namespace, f"kafka-{moved}-a", place)
            self.wait_at(moved, str(round))
            times.append((time.monotonic() - started) * 1000)
        say(f"from the change of one of {count} pods to a client at its new address: "
            f"{', '.join(f'{value:.0f}' for value in times)} ms")
        self.assertEqual(envoy.updates(), before)
        self.assertTrue(kept.answers())
