"""`koperator sandbox` starts, works, stops, and leaves nothing behind, however it is stopped."""

import json
import os
import pathlib
import re
import shlex
import signal
import socket
import subprocess
import time
import unittest

from harness import tools
from harness.command import SandboxCommand
from harness.network import listens
from harness.waiting import wait_until
from support import say


class SandboxTest(unittest.TestCase):

    def sandbox(self, *arguments, **options):
        sandbox = SandboxCommand(*arguments, **options)
        self.addCleanup(sandbox.stop)
        return sandbox

    def assert_nothing_is_left(self, sandbox, keeps=False):
        sandbox.wait_until_nothing_is_left()
        if not keeps:
            self.assertEqual(list(sandbox.scratch.iterdir()), [])


class Sandbox(SandboxTest):

    def test_check_works_and_leaves_nothing(self):
        started = time.monotonic()
        sandbox = self.sandbox("--check")
        self.assertEqual(sandbox.ended(400), 0, sandbox.text)
        self.assertIn("kcat lists 3 brokers", sandbox.text)
        self.assertIn("produced and consumed", sandbox.text)
        self.assert_nothing_is_left(sandbox)
        say(f"sandbox --check with three brokers: {time.monotonic() - started:.1f} s, nothing left")

    def test_the_printed_lines_work_and_ctrl_c_leaves_nothing(self):
        sandbox = self.sandbox("--brokers", 1).wait_until_up()
        for line in re.findall(r"try +(kcat .*)|^ +(kubectl .*)$", sandbox.text, re.MULTILINE):
            words = shlex.split(line[0] or line[1])
            if words[0] == "kubectl":
                words[0] = str(tools.TOOLS / "kubernetes" / "kubectl")
            result = subprocess.run(words, capture_output=True, text=True, timeout=120)
            self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(sandbox.ask("kubeconfig").strip(), str(sandbox.folder / "kubeconfig"))
        self.assertIn("kafka-0", sandbox.kubectl("get", "pods", "-A"))
        self.assertIn("Kafka", sandbox.kubectl("logs", "-n", "kafka", "kafka-0", "-c", "kafka", "--tail", "50"))
        logs = sandbox.ask("logs", "kafka-0").split()
        self.assertTrue(logs and all(pathlib.Path(path).stat().st_size for path in logs))
        lines = sandbox.ask("status").splitlines()
        self.assertTrue(any(line.startswith("broker kafka/kafka 0 Ready") for line in lines), lines)

        started = time.monotonic()
        sandbox.signal(signal.SIGINT)
        time.sleep(0.2)
        sandbox.signal(signal.SIGINT)
        self.assertEqual(sandbox.ended(), 0, sandbox.text)
        self.assert_nothing_is_left(sandbox)
        say(f"Ctrl-C, twice: stopped after {time.monotonic() - started:.1f} s, nothing left")

    def test_two_side_by_side_do_not_collide_and_stop_stops_one(self):
        first = self.sandbox("--brokers", 1)
        second = self.sandbox("--brokers", 1)
        first.wait_until_up()
        second.wait_until_up()
        self.assertNotEqual(first.bootstrap(), second.bootstrap())
        first.round_trip(first.bootstrap(), "one")
        second.round_trip(second.bootstrap(), "two")
        self.assertNotIn("two", first.kcat(first.bootstrap(), "-L"))
        first.ask("stop")
        self.assertEqual(first.ended(), 0, first.text)
        self.assert_nothing_is_left(first)
        second.round_trip(second.bootstrap(), "two", message="still there")

    def test_a_second_one_of_the_same_name_is_refused(self):
        first = self.sandbox("--brokers", 1)
        wait_until("the first has its folder", lambda: (first.folder / "lock").exists(), 30)
        second = subprocess.run([tools.koperator(), "sandbox"], capture_output=True, text=True, timeout=60,
                                env=first.environment)
        self.assertEqual(second.returncode, 1)
        self.assertIn("runs in", second.stderr)
        first.wait_until_up()

    def test_even_a_killed_sandbox_leaves_no_process(self):
        sandbox = self.sandbox("--brokers", 1).wait_until_up()
        bootstrap = sandbox.bootstrap()
        self.assertGreaterEqual(len(sandbox.leftovers()), 4)
        sandbox.signal(signal.SIGKILL)
        sandbox.ended(10)
        sandbox.wait_until_nothing_is_left()
        host, port = bootstrap.split(":")
        self.assertFalse(listens(host, int(port)))
        # The next one of that name begins anew.
        again = subprocess.run([tools.koperator(), "sandbox", "--brokers", "1", "--check", "--patience", "3"],
                               capture_output=True, text=True, timeout=400, env=sandbox.environment)
        self.assertEqual(again.returncode, 0, again.stderr)

    def test_a_stop_while_it_starts_leaves_nothing(self):
        sandbox = self.sandbox()
        wait_until("it starts Kafka", lambda: "starting 3 brokers" in sandbox.text, 60)
        wait_until("a broker runs", lambda: any((sandbox.folder / "logs").glob("*_kafka.log")), 60)
        sandbox.signal(signal.SIGTERM)
        self.assertEqual(sandbox.ended(), 130, sandbox.text)
        self.assert_nothing_is_left(sandbox)

    def test_a_restart_in_its_folder_keeps_data_addresses_and_objects(self):
        holder = self.sandbox("--brokers", 1, folder=None)
        holder.signal(signal.SIGTERM)
        holder.ended()
        folder = holder.temporary / "kept"
        first = self.sandbox("--brokers", 1, folder=folder).wait_until_up()
        bootstrap = first.bootstrap()
        first.round_trip(bootstrap, "kept", message="from the first run")
        first.kubectl("create", "configmap", "mine", "-n", "kafka", "--from-literal=a=b")
        first.signal()
        self.assertEqual(first.ended(), 0, first.text)
        second = self.sandbox("--brokers", 1, folder=folder).wait_until_up()
        self.assertEqual(second.bootstrap(), bootstrap)
        self.assertEqual(second.kcat(bootstrap, "-t", "kept", "-C", "-o", "beginning", "-e"), "from the first run\n")
        self.assertIn("mine", second.kubectl("get", "configmaps", "-n", "kafka"))

    def test_edits_of_the_cluster_are_followed(self):
        sandbox = self.sandbox("--brokers", 1).wait_until_up()
        text = sandbox.kubectl("get", "kafkacluster", "kafka", "-n", "kafka", "-o", "json")
        cluster = json.loads(text)
        # As a person's file is: without what the server wrote, or a change of the status in between is a conflict.
        cluster["metadata"] = {name: cluster["metadata"][name] for name in ("name", "namespace")}
        del cluster["status"]
        cluster["spec"]["brokers"].append({"id": 7, "brokerConfigGroup": "default"})
        sandbox.kubectl("apply", "-f", "-", text=json.dumps(cluster))
        sandbox.wait_for_broker(7, lambda broker: broker["state"] == "Ready")
        host = sandbox.bootstrap().split(":")[0]
        wait_until("Envoy listens for the broker that was added", lambda: listens(host, 19097), 60)
        wait_until("kcat sees it", lambda: f"{host}:19097" in sandbox.kcat(sandbox.bootstrap(), "-L"), 120)


class Faults(SandboxTest):

    @classmethod
    def setUpClass(cls):
        cls.running = SandboxCommand("--brokers", 3)
        cls.addClassCleanup(cls.running.stop)
        cls.running.wait_until_up()

    def wait_until_all_are_ready(self):
        wait_until("all brokers are ready",
                   lambda: all(broker["state"] == "Ready" for broker in self.running.brokers().values()), 240)

    def test_a_killed_broker_is_started_again_and_keeps_its_address(self):
        self.wait_until_all_are_ready()
        before = self.running.brokers()[0]
        self.assertIn("killed", self.running.ask("kill", 0))
        after = self.running.wait_for_broker(
            0, lambda broker: broker["state"] == "Ready" and broker["restarts"] > before["restarts"])
        self.assertEqual(after["address"], before["address"])
        self.running.round_trip(self.running.bootstrap(), "after-a-kill")

    def test_a_hung_broker_answers_nothing_until_it_goes_on(self):
        self.wait_until_all_are_ready()
        place = self.running.brokers()[1]["outside"][0]
        self.running.ask("hang", 1)
        result = self.running.kcat(place, "-L", "-m", "3", check=False)
        self.assertNotEqual(result.returncode, 0)
        self.running.ask("resume", 1)
        wait_until("it answers again", lambda: self.running.kcat(place, "-L", "-m", "5", check=False).returncode == 0, 120)

    def test_a_full_disk_is_full_and_has_room_again(self):
        self.wait_until_all_are_ready()
        self.assertIn("full", self.running.ask("fill-disk", 2))
        disk = self.running.brokers()[2]["disks"][0]
        self.assertTrue(disk["filled"])
        if disk["kind"] == "image":
            self.assertGreater(disk["usedBytes"], 0.8 * disk["bytes"])
        self.running.ask("free-disk", 2, "/kafka-logs")
        self.assertFalse(self.running.brokers()[2]["disks"][0]["filled"])
        self.running.ask("kill", 2)
        self.wait_until_all_are_ready()

    def test_a_swapped_disk_is_empty_and_the_broker_uses_it_once_it_is_declared_lost(self):
        self.wait_until_all_are_ready()
        self.running.round_trip(self.running.bootstrap(), "on-three-disks")
        answer = self.running.ask("swap-disk", 1)
        self.running.wait_for_broker(1, lambda broker: broker["state"] != "Ready")
        words = shlex.split(answer.splitlines()[1])
        self.running.kubectl(*words[words.index("patch"):])
        self.wait_until_all_are_ready()

    def test_a_lost_node_takes_its_brokers_along_and_brings_them_back(self):
        self.wait_until_all_are_ready()
        broker = self.running.brokers()[2]
        self.running.ask("lose-node", broker["node"])
        self.running.wait_for_broker(2, lambda now: now["state"] != "Ready")
        nodes = {node["name"]: node["ready"] for node in self.running.status()["nodes"]}
        self.assertFalse(nodes[broker["node"]])
        self.running.ask("return-node", broker["node"])
        self.wait_until_all_are_ready()

    def test_a_broker_that_is_cut_off_is_reached_by_nobody(self):
        self.wait_until_all_are_ready()
        place = self.running.brokers()[0]["outside"][0]
        result = self.running.ask("cut", 0, check=False)
        if os.getuid() != 0:
            self.assertEqual(result.returncode, 1)
            self.assertIn("root", result.stderr)
            return
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertTrue(self.running.brokers()[0]["cut"])
        self.assertNotEqual(self.running.kcat(place, "-L", "-m", "3", check=False).returncode, 0)
        self.running.ask("heal", 0)
        wait_until("it answers again", lambda: self.running.kcat(place, "-L", "-m", "5", check=False).returncode == 0, 120)

    def test_what_is_not_there_is_said_with_what_is(self):
        for words, text in ((("kill", 9), "there are 0, 1, 2"), (("fill-disk", 0, "/x"), "it has /kafka-logs"),
                            (("lose-node", "mars"), "node-1")):
            result = self.running.ask(*words, check=False)
            self.assertEqual(result.returncode, 1)
            self.assertIn(text, result.stderr)
            self.assertEqual(len(result.stderr.splitlines()), 1)


class Refusals(SandboxTest):
    """What goes wrong is one clear line, with the right exit code, and leaves nothing."""

    def refused(self, code, *arguments, **options):
        sandbox = self.sandbox(*arguments, **options)
        self.assertEqual(sandbox.ended(200), code, sandbox.text)
        self.assert_nothing_is_left(sandbox, keeps="folder" in options)
        lines = [line for line in sandbox.errors if line.startswith("koperator: ")]
        self.assertTrue(lines, sandbox.text)
        return lines

    def file(self, text):
        path = pathlib.Path(self.sandbox("--brokers", "0").holder.name) / "cluster.yaml"
        path.write_text(text)
        return path

    def test_wrong_yaml_is_said_with_its_line(self):
        lines = self.refused(3, "-f", self.file("apiVersion: v1\nkind: [\n"))
        self.assertEqual(len(lines), 1, lines)
        self.assertRegex(lines[0], "line [0-9]+")

    def test_a_wrong_field_is_named(self):
        text = (tools.ROOT / "deploy" / "samples" / "simple.yaml").read_text().replace("containerPort: 9094", "containerPort: -1")
        lines = self.refused(3, "-f", self.file(text))
        self.assertIn("containerPort", lines[0])

    def test_a_file_that_is_not_there_is_named(self):
        lines = self.refused(3, "-f", "/nonexistent/cluster.yaml")
        self.assertEqual(len(lines), 1)
        self.assertIn("/nonexistent/cluster.yaml", lines[0])

    def test_missing_programs_are_named_with_the_variable(self):
        for variable in ("KAFKA_HOME", "ENVOY", "JAVA_HOME"):
            with self.subTest(variable):
                lines = self.refused(1, environment={variable: "/nonexistent"})
                self.assertEqual(len(lines), 1, lines)
                self.assertIn(variable, lines[0])

    def test_a_port_in_use_is_code_4(self):
        holder = self.sandbox("--brokers", "0")
        folder = holder.temporary / "kept"
        folder.mkdir()
        (folder / "addresses").write_text("127.251.0.0/16\n")
        with socket.socket() as taken:
            # It does not listen: the sandbox passes over ranges in which somebody does.
            taken.bind(("127.251.0.1", 6443))
            lines = self.refused(4, "--brokers", "1", folder=folder)
        self.assertIn("6443", lines[0])

    def test_a_broker_that_ends_at_its_start_is_shown_with_the_end_of_its_log(self):
        text = (tools.ROOT / "deploy" / "samples" / "simple.yaml").read_text()
        text = text.replace("auto.create.topics.enable=false", "auto.create.topics.enable=false\n    log.retention.ms=never", 1)
        lines = self.refused(1, "-f", self.file(text))
        self.assertTrue(any("log.retention.ms" in line or "does not start" in line for line in lines), lines)

    def test_a_corrupt_store_file_is_code_3_and_says_what_to_do(self):
        holder = self.sandbox("--brokers", "0")
        folder = holder.temporary / "kept"
        folder.mkdir()
        (folder / "objects").write_bytes(b"\x00rubbish\xff" * 100)
        lines = self.refused(3, "--brokers", "1", folder=folder)
        self.assertIn(str(folder / "objects"), lines[0])
        self.assertEqual((folder / "objects").read_bytes(), b"\x00rubbish\xff" * 100)

    def test_commands_without_a_sandbox_say_so(self):
        holder = self.sandbox("--brokers", "0")
        for words in (["status"], ["kill", "0"], ["stop"], ["kubeconfig"], ["logs"]):
            result = holder.ask(*words, check=False)
            self.assertEqual(result.returncode, 1, words)
            self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
            self.assertIn("sandbox", result.stderr)
