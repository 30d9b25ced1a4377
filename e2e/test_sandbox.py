"""The sandbox command starts, works, stops, and leaves nothing behind, however it is stopped."""

import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from harness import manifests, tools
from harness.network import listens, network_for_tests
from harness.waiting import wait_until
from support import SAMPLE, say


def processes_that_name(text):
    """{pid: command line} of the processes whose command line has this text."""
    found = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            continue
        if text in command:
            found[int(folder.name)] = command[:150]
    return found


class SandboxCommand(unittest.TestCase):

    def setUp(self):
        # A temporary folder of its own: whatever the sandbox starts has it in its command line.
        holder = tempfile.TemporaryDirectory(prefix="koperator-e2e-")
        self.addCleanup(holder.cleanup)
        self.folder, self.network = pathlib.Path(holder.name), network_for_tests()
        (self.folder / "tmp").mkdir()
        self.started = []
        self.addCleanup(self.kill_all)

    def kill_all(self):
        for process in self.started:
            if process.poll() is None:
                process.terminate()
                process.wait(60)

    def start(self, *arguments):
        output = open(self.folder / f"output-{len(self.started)}", "w+", encoding="utf-8")
        self.addCleanup(output.close)
        process = subprocess.Popen(
            [sys.executable, tools.ROOT / "e2e" / "sandbox", "--manifest", SAMPLE, "--network", self.network.prefix,
             *arguments], stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": str(self.folder / "tmp"), "KOPERATOR": tools.koperator()})
        process.text = lambda: pathlib.Path(output.name).read_text(encoding="utf-8")
        self.started.append(process)
        return process

    def started_one(self, *arguments):
        process = self.start("--brokers", "1", *arguments)

        def ready():
            self.assertIsNone(process.poll(), process.text())
            return "Ctrl-C stops everything" in process.text()
        wait_until("the sandbox is ready", ready, 120)
        return process

    def assert_nothing_is_left(self):
        wait_until("all processes are gone", lambda: not processes_that_name(str(self.folder / "tmp")), 15)
        self.assertEqual(list((self.folder / "tmp").iterdir()), [])
        self.assertFalse(listens(self.network.envoy, 29092))

    def test_check_works_and_leaves_nothing(self):
        started = time.monotonic()
        process = self.start("--check")
        self.assertEqual(process.wait(240), 0, process.text())
        self.assertIn("kcat lists 3 brokers", process.text())
        self.assertIn("produced and consumed", process.text())
        self.assert_nothing_is_left()
        say(f"sandbox --check with three brokers: {time.monotonic() - started:.1f} s, nothing left")

    def test_the_printed_lines_work_edits_are_followed_and_ctrl_c_leaves_nothing(self):
        process = self.started_one()
        line = re.search(r"kcat -b \S+ -L", process.text())[0]
        listed = subprocess.run(line.split(), capture_output=True, text=True, timeout=60)
        self.assertEqual(listed.returncode, 0, listed.stderr)
        manifest = pathlib.Path(re.search(r"manifest +(\S+)", process.text())[1])
        manifests.replace(manifest, manifests.with_brokers(manifest.read_text(), [0, 7]))
        wait_until("Envoy listens for the broker that was added", lambda: listens(self.network.envoy, 19097), 30)

        second = self.start("--brokers", "1")
        self.assertEqual(second.wait(60), 1)
        self.assertIn("is in use", second.text())
        say("a second one says: " + second.text().splitlines()[0])
        self.assertTrue(listens(self.network.envoy, 19090), "the first one has been disturbed")

        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(60), 0, process.text())
        self.assert_nothing_is_left()
        say(f"Ctrl-C: stopped after {time.monotonic() - started:.1f} s, nothing left")

    def test_a_crash_is_reported_with_the_end_of_its_log(self):
        process = self.started_one()
        brokers = [pid for pid, command in processes_that_name(str(self.folder / "tmp")).items()
                   if "kafka.Kafka" in command or "java" in command]
        self.assertEqual(len(brokers), 1)
        os.kill(brokers[0], signal.SIGKILL)
        self.assertEqual(process.wait(60), 1)
        self.assertIn("kafka-0 killed by SIGKILL; the end of", process.text())
        self.assertIn("Kafka Server started", process.text())
        self.assert_nothing_is_left()

    def test_even_a_killed_sandbox_leaves_no_process(self):
        process = self.started_one()
        self.assertGreaterEqual(len(processes_that_name(str(self.folder / "tmp"))), 3)
        process.kill()
        process.wait(10)
        wait_until("all processes are gone", lambda: not processes_that_name(str(self.folder / "tmp")), 15)

    def test_a_stop_while_it_starts_leaves_nothing(self):
        process = self.start()
        wait_until("it starts Kafka", lambda: "starting 3 Kafka brokers" in process.text(), 30)
        time.sleep(1)
        process.terminate()
        self.assertEqual(process.wait(60), 130, process.text())
        self.assert_nothing_is_left()

    def test_without_kafka_it_says_in_one_line_what_to_set(self):
        result = subprocess.run([sys.executable, tools.ROOT / "e2e" / "sandbox"], capture_output=True, text=True,
                                env={**os.environ, "KAFKA_HOME": str(self.folder)}, timeout=60)
        self.assertEqual(result.returncode, 1)
        lines = result.stderr.splitlines()
        self.assertEqual(len(lines), 1, result.stderr)
        self.assertIn("set KAFKA_HOME", lines[0])
