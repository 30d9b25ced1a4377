"""What an attack does to the server's memory and to a client that behaves."""

import pathlib
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).parent


class Memory:
    """Resident memory of a process, in MB of 2^20 bytes."""

    def __init__(self, process):
        self.folder = pathlib.Path(f"/proc/{process}")

    def _read(self, key):
        for line in (self.folder / "status").read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1]) / 1024
        raise AssertionError("the server is gone")

    def now(self):
        return self._read("VmRSS")

    def peak(self):
        """The most since `forget_peak`."""
        return self._read("VmHWM")

    def forget_peak(self):
        (self.folder / "clear_refs").write_text("5")


class Witness:
    """The client that behaves, in a process of its own: what runs here must not slow its clock."""

    def __init__(self, plane, brokers, *credentials):
        self.samples, self.is_ready = [], threading.Event()
        self.process = subprocess.Popen(
            [sys.executable, HERE / "witness.py", plane.xds, plane.folder, str(brokers), *credentials],
            stdin=subprocess.PIPE, bufsize=1, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._read, daemon=True).start()
        if not self.is_ready.wait(30):
            raise AssertionError("the witness gets nothing")

    def _read(self):
        for line in self.process.stdout:
            if line == "ready\n":
                self.is_ready.set()
            else:
                self.samples.append(tuple(map(float, line.split())))

    def expect_well(self):
        if self.process.poll() is not None:
            raise AssertionError("the witness has ended: it was disturbed")

    def next_update(self, seconds=40):
        """Waits until a change that was made from now on has arrived."""
        begin = end = time.monotonic()
        while end < begin + seconds:
            self.expect_well()
            if self.samples and self.samples[-1][0] >= begin:
                return
            time.sleep(0.01)
            end = time.monotonic()
        raise AssertionError(f"no change reached the witness within {seconds} s")

    def hold(self):
        """No changes, until `go_on`; the last one has arrived."""
        self.process.stdin.write("hold\n")
        count = -1
        while count != len(self.samples):
            count = len(self.samples)
            time.sleep(0.2)

    def go_on(self):
        self.process.stdin.write("go\n")

    def latencies(self, begin, end):
        """Of the changes that were on their way at some time between the two, in ms, sorted."""
        return sorted(took * 1000 for start, took in self.samples if start < end and start + took > begin)

    def close(self):
        """Ends it; fails where it did not end well."""
        self.process.stdin.close()
        if self.process.wait(timeout=40):
            raise AssertionError("the witness was disturbed")


class Case:
    """One attack: runs it, and holds the peak of the server's memory against a bound."""

    def __init__(self, plane, witness):
        self.memory, self.witness = Memory(plane.process.pid), witness

    def measured(self, body, bound, *arguments):
        """What was measured, as text. `bound`: by how much memory may grow at its peak, in MB."""
        self.witness.next_update()
        before = self.memory.now()
        self.memory.forget_peak()
        begin = time.monotonic()
        said = body(*arguments)
        self.witness.next_update()
        end = time.monotonic()
        growth = self.memory.peak() - before
        took = self.witness.latencies(begin, end)
        figures = (
            f"{end - begin:.1f} s; memory {before:.0f} MB, at the peak {growth:+.1f} (bound {bound}), "
            f"after it {self.memory.now() - before:+.1f}; {len(took)} updates of the witness, "
            f"median {took[len(took) // 2]:.0f} ms, slowest {took[-1]:.0f} ms")
        if growth > bound:
            raise AssertionError(f"memory grows without its bound: {said + '; ' if said else ''}{figures}")
        return f"{said}; {figures}" if said else figures
