"""Kills, ends and stops leaders, and looks at what is written."""

import json
import pathlib
import signal
import subprocess
import sys
import time

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here.parent / "crds"))
from cluster import Cluster  # noqa: E402
from processes import Process, Record, until  # noqa: E402

control_plane, program, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
LEASE, RENEW, RETRY = 4, 2, 0.5
failures = 0
checks = 0


def check(what, holds, details=""):
    global checks, failures
    checks += 1
    if not holds:
        failures += 1
        print(f"FAILED: {what} {details}")


class Election:
    """The processes, one of which leads."""

    def __init__(self, cluster):
        self.options = [
            "--kubeconfig", str(cluster.folder / "kubeconfig"), "--namespace", "default", "--lease", "leader",
            "--map", "record", "--lease-duration", str(LEASE), "--renew-deadline", str(RENEW),
            "--retry-period", str(RETRY)]
        self.processes = []

    def start(self, name):
        process = Process(program, name, self.options, work)
        self.processes.append(process)
        until(f"{name} leads or follows", process.follows)
        return process

    def leader(self):
        return next((process for process in self.processes if process.is_leading()), None)

    def new_leader(self, old, seconds=90):
        """The process that leads after the old one, and since when."""
        def found():
            return next((p for p in self.processes if p is not old and p.is_leading() and p.count("wrote")), None)
        process = until(f"another one leads than {old.name}", found, seconds)
        return process, process.times("leads")[-1]

    def remove(self, process):
        process.end()
        self.processes.remove(process)


def struck(election, number):
    """Sends a signal to the leader while it writes: that process, the next leader, and the seconds in between."""
    old = until("one leads", election.leader)
    until("it writes", lambda: old.count("wrote") > 10)
    moment = time.monotonic()
    old.signal(number)
    new, since = election.new_leader(old)
    return old, new, since - moment


def killed(election):
    """The leader is killed: another one leads when the lease is over."""
    old, _, took = struck(election, signal.SIGKILL)
    print(f"killed: another process leads after {took:.2f} s (the lease is of {LEASE} s)")
    check("a killed leader's lease is respected", took > LEASE - RETRY - 0.5, f"{took:.2f} s")
    election.remove(old)


def ended(election):
    """The leader is asked to end: another one leads at once."""
    old, _, took = struck(election, signal.SIGTERM)
    print(f"ended: another process leads after {took:.3f} s")
    check("a hand-over takes under 2 s", took < 2, f"{took:.2f} s")
    check("the process that was asked to end ends well", old.process.wait(timeout=30) == 0)
    check("its write after the end is refused", old.count("refused") == 1)
    election.remove(old)


def stopped(election, record):
    """The leader stands still for longer than its lease; when it goes on, it writes nothing."""
    old, new, took = struck(election, signal.SIGSTOP)
    print(f"stopped: another process leads after {took:.2f} s")
    until("the new leader writes", lambda: new.count("wrote") > 20)
    wrote, terms = old.count("wrote"), record.terms()
    old.signal(signal.SIGCONT)
    until("the old leader knows that it leads no more", lambda: not old.is_leading())
    until("its write is refused", lambda: old.count("refused") > 0)
    writes = new.count("wrote")
    until("the new leader writes on", lambda: new.count("wrote") > writes + 50)
    # At most one: the answer to what was under way when it was stopped.
    check("who stood still writes nothing when it goes on", old.count("wrote") <= wrote + 1)
    check("the record has no write of it", record.terms() == terms, str(record.terms()))
    check("the new leader leads on", new.is_leading())


def events(cluster):
    """Events are what kubectl shows, and repeats are their series."""
    options = ["--kubeconfig", str(cluster.folder / "kubeconfig"), "--namespace", "default", "--map", "record"]
    with open(work / "events.log", "w") as log:
        process = subprocess.Popen([program, "events", *options], stdin=subprocess.PIPE, stderr=log, text=True)

    def tell(*notes):
        for note in notes:
            process.stdin.write(note + "\n")
        process.stdin.flush()

    def seen(note):
        items = json.loads(cluster.kubectl("get", "events.events.k8s.io", "-n", "default", "-o", "json"))["items"]
        return [event for event in items if event.get("note") == note]

    def count(note):
        found = seen(note)
        return found[0].get("series", {}).get("count", 1) if len(found) == 1 else 0

    tell("it failed")
    until("the event is there", lambda: count("it failed") == 1)
    tell("it failed")
    until("its first repeat is there at once", lambda: count("it failed") == 2, 4)
    long = "é" * 1000
    tell("it failed", "it failed", "it failed", long)
    until("later repeats are there after a rest", lambda: count("it failed") == 5)
    event = seen("it failed")[0]
    check("the event says who tells of what", (
        event["regarding"]["kind"], event["regarding"]["name"], event["reason"], event["action"], event["type"],
        event["reportingController"], event["reportingInstance"]) == (
        "ConfigMap", "record", "Tried", "Try", "Warning", "koperator.io/peer", "peer-0"), str(event))
    check("a long note is cut between two characters", len(seen("é" * 512)) == 1)
    shown = cluster.kubectl("events", "-n", "default", "--for", "configmap/record")
    check("kubectl shows the event with its count", "it failed" in shown and "x5" in shown, shown)

    # The API server forgets events after an hour: a repeat makes the event anew.
    cluster.kubectl("delete", "events.events.k8s.io", "-n", "default", "--all")
    tell("it failed")
    process.stdin.close()
    until("a repeat of an expired event makes it anew", lambda: count("it failed") == 6)
    check("the recorder ends well", process.wait(timeout=30) == 0)


with Cluster(control_plane, work) as cluster:
    begun = time.monotonic()
    cluster.kubectl("create", "configmap", "record", "-n", "default")
    record = Record(cluster, "record")
    election = Election(cluster)
    try:
        for name in ("a", "b", "c"):
            election.start(name)
        killed(election)
        election.start("d")
        ended(election)
        ended(election)
        election.start("e")
        stopped(election, record)
        terms = record.terms()
        check("every write is in the record", len(record.writers) > 100, str(len(record.writers)))
        check("no two processes write by turns", len(terms) == len(set(terms)), str(terms))
        print(f"{len(record.writers)} writes by {len(terms)} leaders, one after the other")
        said = election.leader().log.read_text().splitlines()
        check("a change of holder is one line", len(said) < 12, "\n".join(said))
    finally:
        for process in list(election.processes):
            election.remove(process)
        record.end()
    events(cluster)
    print(f"kubernetes-lease: {checks - failures} passed, {failures} failed, in {time.monotonic() - begun:.0f} s")
sys.exit(failures != 0)
