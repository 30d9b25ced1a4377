"""One agent for all brokers of a node: a real API server says where pods run, real brokers, a real Envoy, mutual TLS."""

import pathlib
import re
import subprocess
import time
import unittest

from harness import tools
from harness.certificates import Authority, mount
from harness.envoy import Envoy
from harness.node import CONFIG, DATA, Node
from harness.waiting import wait_until
from support import say
from test_kubernetes import Kubernetes, Served, setUpModule  # noqa: F401: the API server of the module

AGENT = tools.ROOT / "deploy" / "agent"


class NodeAgent(Kubernetes):
    """Three brokers on node-0, and what hears their agent."""

    def setUp(self):
        super().setUp()
        self.authority = Authority(self.here / "authority")
        self.grant()
        self.apply(self.manifest(range(3)))
        self.node = Node(self.supervisor, self.here / "node", "node-0", self.namespace, self.network)
        uids = {}
        for number in range(3):
            name = self.api.create_pod(self.namespace, number, self.network.broker(number))
            uids[number] = self.api.call("GET", f"/api/v1/namespaces/{self.namespace}/pods/{name}")["metadata"]["uid"]
        self.node.start_brokers(uids)
        self.mount("server", f"IP:{self.network.control_plane},DNS:koperator.example.org", 1001)
        server = self.here / "server"
        self.served = self.koperator(arguments=[
            "--agents", "--xds-cert", server / "tls.crt", "--xds-key", server / "tls.key", "--xds-client-ca",
            server / "ca.crt"])

    def mount(self, name, names, serial):
        """Issues a certificate into a folder as a Secret is mounted; the folder."""
        mount(self.here / name, self.authority.issue(f"{name}-{serial}", names, serial))
        return self.here / name

    def start_agent(self, node="node-0", serial=3001):
        folder = self.mount(f"tls-{node}", f"URI:spiffe://example.org/node/{node}", serial)
        return self.node.start_agent(self.served.xds, folder)

    def told(self):
        """{id: what its agent says} of the brokers that an agent has reported."""
        brokers = self.served.json("/status")["agents"]["brokers"]
        return {int(broker["broker"].rsplit("/", 1)[1]): broker for broker in brokers}

    def healths(self):
        return {number: broker["health"] for number, broker in self.told().items()}

    def wait_healths(self, *wanted, seconds=120):
        wait_until(f"the brokers are {wanted}", lambda: self.healths() == dict(enumerate(wanted)), seconds,
                   self.supervisor.check)

    def envoy_with_tls(self):
        folder = self.mount("envoy", f"URI:spiffe://example.org/envoy/{self.namespace}/kafka", 2001)
        path, admin = self.here / "envoy.yaml", self.here / "envoy.sock"
        path.write_text(self.served.command(
            "envoy", "bootstrap", "--file", self.here / "cluster.yaml", "--xds", self.served.xds, "--node-id", "envoy",
            "--listen-address", self.network.envoy, "--admin-socket", admin, "--access-point", "external",
            "--xds-cert", folder / "tls.crt", "--xds-key", folder / "tls.key", "--xds-ca", folder / "ca.crt",
            "--secret-dir", self.here / "envoy.secrets", "--xds-server-name", "koperator.example.org"))
        envoy = Envoy(self.supervisor, path, admin, drain=(1, "immediate"))
        envoy.start()
        envoy.wait_live()
        return envoy

    def test_a_killed_broker_is_out_and_no_other(self):
        for broker in self.node.brokers.values():
            broker.announce()
        agent = self.start_agent()
        self.wait_healths("healthy", "healthy", "healthy")
        for number, broker in self.told().items():
            self.assertEqual(broker["agent"], "node/node-0")
            self.assertEqual((broker["process"], broker["kafka"]), ("running", "answers"), broker)
            wait_until("its disk is well", lambda number=number: [
                (disk["path"], disk["state"]) for disk in self.told()[number]["logDirs"]] == [(f"{DATA}/kafka", "ok")], 60)
            self.assertTrue((self.node.brokers[number].volume / ".koperator" / "write-probe").exists())
        self.assertIn("\nkoperator_agents 1\n", self.served.get("/metrics"))
        envoy = self.envoy_with_tls()
        places = [self.network.broker(number) for number in range(3)]
        wait_until("Envoy leads to all", lambda: sorted(envoy.hosts("all-brokers")) == places, 60, self.supervisor.check)
        before = len(self.served.json("/status")["agents"]["events"])
        began = time.monotonic()
        self.node.brokers[1].kill()
        wait_until("Envoy leads to the others", lambda: sorted(envoy.hosts("all-brokers")) == [places[0], places[2]],
                   60, self.supervisor.check, pause=0.005)
        say(f"one of three brokers of a node's agent was out {1000 * (time.monotonic() - began):.0f} ms after its end")
        self.wait_healths("healthy", "unhealthy", "healthy")
        events = self.served.json("/status")["agents"]["events"]
        touched = {event["broker"] for event in events[:len(events) - before] if event["subject"] == "process"}
        self.assertEqual(touched, {f"{self.namespace}/kafka/1"})
        self.node.brokers[1].start()
        self.wait_healths("healthy", "healthy", "healthy")
        wait_until("Envoy leads to all", lambda: sorted(envoy.hosts("all-brokers")) == places, 60, self.supervisor.check)
        self.assertEqual(self.told()[1]["process"], "running")
        self.assertTrue(agent.running)

    def test_the_agent_of_another_node_is_refused_and_both_say_so(self):
        for broker in self.node.brokers.values():
            broker.announce()
        other = self.start_agent("node-1")
        # Whichever of them it told first.
        denied = re.compile(rf"the pod of the broker {self.namespace}/kafka/[012] does not run on node-1")
        wait_until("the agent says that it is refused", lambda: denied.search(other.log.read_text()), 60,
                   self.supervisor.check)
        wait_until("the control plane says so, too", lambda: denied.search(self.served.log()), 60)
        self.assertIn("node/node-1", self.served.log())
        self.assertEqual(self.healths(), {})
        # The agent of the node is heard beside it.
        self.start_agent()
        self.wait_healths("healthy", "healthy", "healthy")
        # With the certificate of its own node the other one would be the same agent: it comes too late.
        self.assertEqual({broker["agent"] for broker in self.told().values()}, {"node/node-0"})

    def test_a_file_that_goes_takes_its_broker_and_a_bad_one_nobody_elses(self):
        files = {number: broker.announce() for number, broker in self.node.brokers.items()}
        agent = self.start_agent()
        self.wait_healths("healthy", "healthy", "healthy")
        files[0].unlink()
        self.wait_healths("unreachable", "healthy", "healthy")
        self.assertEqual(self.told()[0]["reason"], "the agent said that the broker left")
        bad = self.node.discovery / "bad"
        bad.write_text(files[2].read_text().replace("BROKER_ID=2", "BROKER_ID=two"))
        line = wait_until("the agent names file and field", lambda: next(
            (line for line in agent.log.read_text().splitlines() if str(bad) in line), None), 60, self.supervisor.check)
        self.assertIn("BROKER_ID: 'two' is no node id: give a number from 0 on", line)
        # A file that turns bad takes nobody: what it said before holds.
        files[1].write_text("nothing\n")
        wait_until("that is said", lambda: any(
            "cannot be used as it is" in line and str(files[1]) in line for line in agent.log.read_text().splitlines()),
                   60, self.supervisor.check)
        self.wait_healths("unreachable", "healthy", "healthy")
        self.node.brokers[0].announce()
        self.wait_healths("healthy", "healthy", "healthy")

    def test_the_next_agent_of_the_node_takes_over_when_the_last_one_ends(self):
        for broker in self.node.brokers.values():
            broker.announce()
        first = self.start_agent()
        self.wait_healths("healthy", "healthy", "healthy")
        second = self.start_agent()
        wait_until("the control plane says whose the brokers are", lambda:
                   "a broker that the agent of a node reports is another agent's" in self.served.log(), 60,
                   self.supervisor.check)
        self.assertIn("\nkoperator_agents 2\n", self.served.get("/metrics"))
        first.stop()
        self.supervisor.processes.remove(first)
        self.node.brokers[1].kill()
        self.wait_healths("healthy", "unhealthy", "healthy")
        self.assertNotIn("ended the reports", second.log.read_text())

    def test_the_manifests_are_taken_by_kubernetes(self):
        """With the node's agent, a cluster whose brokers announce themselves, and the Pods that come of it."""
        def moved(text):
            return text.replace("namespace: kafka\n", f"namespace: {self.namespace}\n")
        self.api.apply(moved((AGENT / "daemonset.yaml").read_text()))
        path = f"/apis/apps/v1/namespaces/{self.namespace}/daemonsets/broker-agent"
        pod = self.api.call("GET", path)["spec"]["template"]
        # What the template is as a Pod: more is checked then.
        self.api.call("POST", f"/api/v1/namespaces/{self.namespace}/pods?dryRun=All", {
            "metadata": {"name": "broker-agent-x", "labels": pod["metadata"]["labels"]}, "spec": pod["spec"]})
        self.api.apply(moved((AGENT / "cluster.yaml").read_text()))
        (self.here / "announcing.yaml").write_text(moved((AGENT / "cluster.yaml").read_text()))
        rendered = self.served.command(
            "render", "--file", self.here / "announcing.yaml", "--external-address", "203.0.113.10")
        pods = [part for part in re.split(r"(?m)^---$", rendered) if re.search(r"(?m)^kind: Pod$", part)]
        self.assertEqual(len(pods), 3)
        for number, text in enumerate([*pods, moved((AGENT / "sidecar.yaml").read_text())]):
            # Names that no Pod of the test has.
            self.api.apply(re.sub(r"(?m)^  name: kafka-(\d)$", rf"  name: taken-{number}-\1", text))

    def test_a_pod_finds_out_where_its_volumes_are(self):
        """`announce` sees what is mounted in its container; the agent finds it below the kubelet's folder."""
        broker, announced = self.node.brokers[0], self.here / "announced"
        script = f"""
            set -e
            mount -t tmpfs -o size=8m none {broker.volume}
            mkdir {broker.volume}/kafka
            # The pod's container: its own mounts, the same volumes.
            unshare -m sh -ec '
                mkdir -p {self.here}/root{CONFIG} {self.here}/root{DATA}
                mount --bind {broker.volume} {self.here}/root{DATA}
                mount --bind {broker.config} {self.here}/root{CONFIG}
                exec {tools.broker_agent()} announce' > {announced}
            exec {tools.broker_agent()} node"""
        if subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", self.here / "node"],
                          capture_output=True).returncode != 0:
            print("SKIPPED e2e node agent: mounting needs root", flush=True)
            self.skipTest("mounting needs root")
        root = self.here / "root"
        variables = {**broker.variables(), "LOG_VOLUMES": f"{root}{DATA}", "KAFKA_CONFIG": f"{root}{CONFIG}/broker-config"}
        folder = self.mount("tls-node-0", "URI:spiffe://example.org/node/node-0", 3001)
        (broker.config / "broker-config").write_text(
            (broker.config / "broker-config").read_text().replace(f"log.dirs={DATA}", f"log.dirs={root}{DATA}"))
        agent = self.supervisor.start("agent-mounts", ["unshare", "-m", "sh", "-c", script], {
            **variables, "PODS_FOLDER": str(self.node.pods), "NODE_NAME": "node-0", "TLS_FOLDER": str(folder),
            "CONTROL_PLANE": self.served.xds}, grace=10)
        wanted = [(f"{root}{DATA}/kafka", "ok", 8 << 20)]
        wait_until("the disk of the tmpfs is told", lambda: 0 in self.told() and [
            (disk["path"], disk["state"], disk["totalBytes"]) for disk in self.told()[0]["logDirs"]] == wanted, 60,
                   self.supervisor.check)
        text = pathlib.Path(announced.read_text().strip()).read_text()
        self.assertRegex(text, rf"VOLUMES={root}{DATA}=\d+:\d+:/,{root}{CONFIG}=kubernetes.io~configmap/broker-config\n")
        self.assertTrue(agent.running)


if __name__ == "__main__":
    unittest.main(verbosity=2)
