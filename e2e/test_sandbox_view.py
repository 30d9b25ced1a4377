"""`koperator sandbox status`: what agents say of brokers and disks, and how soon each fault and its repair is seen there."""

import fcntl
import os
import pty
import shlex
import signal
import struct
import subprocess
import termios
import unittest

from harness import tools
from harness.command import processes_that_name
from harness.waiting import wait_until
from support import say
from test_agents import AgentTest


class ViewTest(AgentTest):

    def agent(self, broker):
        """What the view has of a broker's agent; {} where it has nothing."""
        return self.running.brokers()[broker]["agent"] or {}

    def disk(self, broker):
        """The one log directory of a broker; {} where its agent has said nothing of one."""
        return (self.agent(broker).get("logDirs") or [{}])[0]

    def disk_is(self, broker, state):
        return lambda: self.disk(broker).get("state") == state

    def seen(self, fault, what, condition):
        """Does something to the sandbox, and says how long after the command's end the view showed it."""
        self.running.ask(*fault)
        took = self.took(f"the view shows that {what}", condition)
        say(f"{fault[0]}: the view showed that {what} {took:.2f} s after the command had ended")

    def lines(self, word):
        return [line for line in self.running.ask("status").splitlines() if line.startswith(word + " ")]

    def on_a_terminal(self, columns):
        """What a terminal of so many columns shows."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        process = subprocess.Popen(
            [tools.koperator(), "sandbox", "status", *self.running.where], stdin=subprocess.DEVNULL, stdout=theirs,
            stderr=subprocess.STDOUT, env={**self.running.environment, "NO_COLOR": "1"})
        os.close(theirs)
        text = b""
        try:
            while piece := os.read(ours, 65536):
                text += piece
        except OSError:
            # The other end is closed.
            pass
        os.close(ours)
        self.assertEqual(process.wait(60), 0, text)
        return text.decode().replace("\r\n", "\n")

    def needs_real_disks(self):
        if self.running.brokers()[0]["disks"][0]["kind"] != "image":
            self.skipTest("volumes are folders here, which cannot be filled or made read-only")


class View(ViewTest):

    def test_it_shows_what_each_agent_says(self):
        wait_until("every disk was tried", lambda: all(self.disk_is(broker, "ok")() for broker in range(3)), 60)
        for number in range(3):
            agent = self.agent(number)
            self.assertEqual((agent["health"], agent["process"], agent["kafka"]), ("healthy", "running", "answers"))
            self.assertLess(agent["silentSeconds"], 60)
            self.assertGreater(agent["kafkaLatencyMicroseconds"], 0)
            self.assertEqual({listener["state"] for listener in agent["listeners"]}, {"answers"}, agent)
            disk = self.disk(number)
            self.assertEqual((disk["mountPath"], disk["readOnly"], disk["previous"]), ("/kafka-logs", False, None))
            self.assertTrue(0 < disk["usedBytes"] < disk["totalBytes"], disk)
        for number, line in enumerate(self.lines("agent")):
            self.assertRegex(line, rf"^agent kafka/kafka {number} healthy heard=[0-9.]+s process=running kafka=answers "
                                   r"latency=[0-9.]+(us|ms) disks=/kafka-logs:[0-9.]+[KM]/[0-9.]+[GM]:ok$")
        self.assertEqual(len(self.lines("agent")), 3)
        self.assertEqual(self.lines("note") + self.lines("control-plane"), [])
        table = self.on_a_terminal(120)
        self.assertRegex(table, r"(?m)^AGENT  HEALTH   HEARD  PROCESS  KAFKA    LATENCY  LOG DIR      USED")
        self.assertRegex(table, r"(?m)^2      healthy  \S+ +running  answers  \S+ +/kafka-logs  \S+ +ok$")
        self.assertLessEqual(max(map(len, table.splitlines())), 120, table)

    def falls(self, broker):
        """How often a broker that was healthy became unhealthy: that stays told when it is back."""
        return sum((event["broker"], event["subject"], event["before"], event["after"]) ==
                   (f"kafka/kafka/{broker}", "health", "healthy", "unhealthy") for event in self.running.status()["events"])

    def test_a_killed_broker(self):
        restarts, falls = self.running.brokers()[0]["restarts"], self.falls(0)
        self.seen(("kill", 0), "the broker is unhealthy", lambda: self.falls(0) > falls)
        self.wait_until_all_are_well()
        self.assertGreater(self.running.brokers()[0]["restarts"], restarts)

    def test_a_hung_broker(self):
        self.seen(("hang", 1), "the process is stopped", lambda: self.agent(1)["process"] == "stopped")
        self.seen(("resume", 1), "the process runs", lambda: self.agent(1)["process"] == "running")

    def test_a_full_disk(self):
        self.needs_real_disks()
        wait_until("the disk was tried", self.disk_is(2, "ok"), 60)
        self.seen(("fill-disk", 2), "the disk is full", self.disk_is(2, "full"))
        self.assertIn("note kafka/kafka 2 /kafka-logs: ", "\n".join(self.lines("note")))
        self.seen(("free-disk", 2), "the disk has room", self.disk_is(2, "ok"))

    def test_a_read_only_disk_is_repaired_beside_its_agent(self):
        self.needs_real_disks()
        wait_until("the disk was tried", self.disk_is(1, "ok"), 60)
        for _ in range(3):
            self.seen(("read-only-disk", 1), "the disk is read-only", self.disk_is(1, "read-only"))
            self.assertTrue(self.disk(1)["readOnly"])
            self.seen(("writable-disk", 1), "the disk can be written", self.disk_is(1, "ok"))

    def test_a_control_plane_that_does_not_answer_is_said(self):
        process = next(pid for pid, command in processes_that_name(str(self.running.scratch)).items()
                       if " serve " in command and "process-guard" not in command)
        os.kill(process, signal.SIGSTOP)
        try:
            line, = self.lines("control-plane")
            self.assertRegex(line, r"^control-plane unknown log=\S+/control-plane\.log .*seconds")
            self.assertEqual(self.lines("agent"), [])
            self.assertIn("cannot be asked, so what agents say is not known", self.on_a_terminal(120))
        finally:
            os.kill(process, signal.SIGCONT)
        wait_until("the control plane answers again", lambda: len(self.lines("agent")) == 3, 60)
        os.kill(process, signal.SIGKILL)
        wait_until("agents report to the one that is started then", lambda: not self.lines("control-plane") and all(
            self.agent(broker).get("health") == "healthy" for broker in range(3)), 120)


class SwappedDisk(ViewTest):
    """A sandbox of its own: that a disk was swapped stays told."""

    def test_a_swapped_disk_is_used_once_it_is_declared_lost(self):
        wait_until("the disk was tried", self.disk_is(2, "ok"), 60)
        before = self.disk(2)["directoryId"]
        answer = self.running.ask("swap-disk", 2)
        took = self.took("the view shows another disk",
                         lambda: (self.disk(2).get("previous") or {}).get("directoryId") == before)
        say(f"swap-disk: the view showed that the disk is another one {took:.2f} s after the command had ended")
        self.assertTrue(any(line.endswith(",swapped") for line in self.lines("agent")), self.lines("agent"))
        log = self.running.folder / "logs" / "kafka_kafka-2_kafka.log"
        wait_until("the broker refuses to start", lambda: "broker 2 is not started" in log.read_text(errors="replace"), 60)
        # It says what is to be written, in the words of the manifest.
        self.assertRegex(log.read_text(errors="replace"), r"(?m)^koperator: /kafka-logs: .* add /kafka-logs to lostVolumes of broker 2 ")
        words = shlex.split(answer.splitlines()[1])
        self.assertEqual(words[:3], ["kubectl", "--kubeconfig", str(self.running.folder / "kubeconfig")])
        self.running.kubectl(*words[3:])
        # Kubernetes' rests between restarts: 10 s, 20 s.
        self.running.wait_for_broker(2, lambda broker: broker["state"] == "Ready" and self.disk_is(2, "ok")(), 240)
        after = self.disk(2)
        self.assertNotIn(after["directoryId"], ("", before))
        self.assertEqual(after["previous"]["directoryId"], before)
        self.wait_until_all_are_well()


if __name__ == "__main__":
    unittest.main(verbosity=2)
