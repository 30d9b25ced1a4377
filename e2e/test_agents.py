"""Agents beside brokers in `koperator sandbox`: what they see reaches the control plane, and what Envoy uses follows."""

import json
import re
import time
import unittest
import urllib.request

from harness.command import SandboxCommand
from harness.waiting import wait_until
from support import say
from test_sandbox_built_in import BARE


class AgentTest(unittest.TestCase):
    count = 3

    @classmethod
    def setUpClass(cls):
        cls.running = SandboxCommand("--brokers", cls.count, environment=BARE)
        cls.addClassCleanup(cls.running.stop)
        cls.running.wait_until_up(120)
        log = (cls.running.folder / "logs" / "control-plane.log").read_text()
        cls.admin = re.search(r"status and metrics are served address=(\S+)", log).group(1)
        cls.envoy = cls.running.bootstrap().rsplit(":", 1)[0] + ":8081"

    def get(self, place, path):
        with urllib.request.urlopen(f"http://{place}{path}", timeout=10) as answer:
            return answer.read().decode()

    def told(self):
        """{id: what its agent says} of the brokers."""
        brokers = json.loads(self.get(self.admin, "/status"))["agents"]["brokers"]
        return {int(broker["broker"].rsplit("/", 1)[1]): broker for broker in brokers}

    def members(self):
        """How many brokers Envoy's bootstrap cluster leads to."""
        for line in self.get(self.envoy, "/stats/prometheus").splitlines():
            if line.startswith("envoy_cluster_membership_healthy{") and 'envoy_cluster_name="all-brokers"' in line:
                return int(float(line.split()[-1]))
        return None

    def took(self, what, condition, seconds=120):
        """How long it took until something was so."""
        began = time.monotonic()
        wait_until(what, condition, seconds, pause=0.02)
        return time.monotonic() - began

    def wait_until_all_are_well(self):
        wait_until("every agent says that its broker is healthy", lambda: all(
            broker["health"] == "healthy" for broker in self.told().values()) and len(self.told()) == self.count, 240)
        wait_until("Envoy leads to all brokers", lambda: self.members() == self.count, 60)

    def setUp(self):
        self.wait_until_all_are_well()


class Agents(AgentTest):

    def test_every_part_of_a_broker_is_told(self):
        wait_until("every listener answers", lambda: all(
            listener["state"] == "answers" for broker in self.told().values() for listener in broker["listeners"]), 60)
        for number, broker in self.told().items():
            self.assertEqual((broker["process"], broker["kafka"]), ("running", "answers"), broker)
            self.assertEqual(len(broker["listeners"]), 3, broker)
            self.assertEqual([disk["state"] for disk in broker["logDirs"]], ["ok"], broker)
            self.assertEqual(broker["address"], self.running.brokers()[number]["address"])
        metrics = self.get(self.admin, "/metrics")
        self.assertIn("\nkoperator_agents 3\n", metrics)

    def test_a_killed_broker_is_out_at_once(self):
        self.running.ask("kill", 0)
        out = self.took("Envoy leads to two brokers", lambda: self.members() == 2)
        self.wait_until_all_are_well()
        say(f"a killed broker was out of the bootstrap cluster {out * 1000:.0f} ms after the command that killed it ended")

    def test_a_hung_broker_is_out_and_is_back_when_it_goes_on(self):
        self.running.ask("hang", 1)
        out = self.took("Envoy leads to two brokers", lambda: self.members() == 2)
        self.assertEqual(self.told()[1]["health"], "unhealthy")
        self.running.ask("resume", 1)
        back = self.took("Envoy leads to three brokers", lambda: self.members() == 3)
        say(f"a hung broker was out after {out:.2f} s, and in {back:.2f} s after it went on")

    def test_a_full_disk_is_seen(self):
        disk = self.running.brokers()[2]["disks"][0]
        if disk["kind"] != "image":
            self.skipTest("volumes are folders here, whose size is only a figure")
        self.running.ask("fill-disk", 2)
        seen = self.took("the agent says that the disk is full", lambda: self.told()[2]["logDirs"][0]["state"] == "full")
        self.running.ask("free-disk", 2)
        wait_until("the agent says that it has room", lambda: self.told()[2]["logDirs"][0]["state"] == "ok", 60)
        say(f"a full disk was told after {seen:.2f} s")

    def test_a_lost_node_is_unreachable_until_it_is_back(self):
        pods = json.loads(self.running.kubectl("get", "pods", "-A", "-o", "json"))["items"]
        envoys = {pod["spec"]["nodeName"] for pod in pods if "envoy" in pod["metadata"]["name"]}
        node = next(broker["node"] for broker in self.running.brokers().values() if broker["node"] not in envoys)
        self.running.ask("lose-node", node)
        try:
            out = self.took("Envoy leads to two brokers", lambda: self.members() == 2)
        finally:
            self.running.ask("return-node", node)
        self.wait_until_all_are_well()
        say(f"a broker whose node was lost was out after {out:.1f} s")


class SwappedDisk(AgentTest):
    """A sandbox of its own: the broker does not start on an empty disk that nobody declared lost."""

    count = 1

    def test_another_disk_is_seen(self):
        before = self.told()[0]["logDirs"][0]
        self.assertEqual(len(before["directoryId"]), 22)
        self.running.ask("swap-disk", 0)
        seen = self.took("the agent says that the directory is another one", lambda: self.told()[0]["logDirs"][0] != before
                         and self.told()[0]["logDirs"][0].get("directoryId") != before["directoryId"])
        say(f"another disk was told after {seen:.2f} s")


if __name__ == "__main__":
    unittest.main(verbosity=2)
