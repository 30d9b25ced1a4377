"""What a process uses, as the kernel tells it."""

import pathlib
import re
import subprocess
import time

MiB = 1 << 20
HEADERS = 52  # of a TCP segment by IPv4, with the time stamps that Linux sends


class Memory:
    """Memory of a process in bytes (proc(5), smaps_rollup).

    `private` are pages that it alone has and that cannot be dropped: heap, stacks, what it wrote of its file's data.
    Pages of its program that only it has mapped are `clean`: the page cache holds them, for every process that runs the
    same file, and drops them at need.
    """

    def __init__(self, pid):
        text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
        found = {name: int(value) << 10 for name, value in re.findall(r"(?m)^(\w+):\s+(\d+) kB$", text)}
        self.resident, self.proportional = found["Rss"], found["Pss"]
        self.private = found["Private_Dirty"] + found.get("Swap", 0)
        self.anonymous, self.clean = found["Anonymous"], found["Private_Clean"] + found["Shared_Clean"]


class Processor:
    """Time of a processor that a process used, between now and a call of `since`."""

    def __init__(self, pid):
        # The clock of another process, in nanoseconds (clock_getcpuclockid(3)): all its threads, also those that ended.
        self.pid, self.clock = pid, (~pid << 3) | 2
        self.began, self.used, self.waits = time.monotonic_ns(), time.clock_gettime_ns(self.clock), self._waits()

    def share(self):
        """The share of one processor."""
        return (time.clock_gettime_ns(self.clock) - self.used) / (time.monotonic_ns() - self.began)

    def wake_ups(self):
        """How often one of its threads went to sleep, a second."""
        return (self._waits() - self.waits) / (time.monotonic_ns() - self.began) * 1e9

    def _waits(self):
        return sum(_switches(task) for task in pathlib.Path(f"/proc/{self.pid}/task").iterdir())


def _switches(task):
    return int(re.search(r"(?m)^voluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text())[1])


class Wire:
    """Bytes of the TCP connections of a process with one address and port, as TCP_INFO counts them (`ss -ti`)."""

    def __init__(self, pid, address, port):
        self.pid, self.place = pid, f"{address}:{port}"
        self.began, self.first = time.monotonic(), self._read()

    def per_hour(self):
        """(bytes of the stream, with TLS; bytes with the headers of TCP and IP, acknowledgements too), both directions."""
        last, hours = self._read(), (time.monotonic() - self.began) / 3600
        if set(last) != set(self.first):
            raise RuntimeError(f"the connections with {self.place} did not stay while they were counted")
        sums = [sum(last[name][index] - self.first[name][index] for name in last) for index in (0, 1)]
        return sums[0] / hours, (sums[0] + HEADERS * sums[1]) / hours

    def _read(self):
        """{(local, remote): (bytes, segments)}."""
        printed = subprocess.run(["ss", "-tinHOp"], capture_output=True, text=True, check=True).stdout
        result = {}
        for line in printed.splitlines():
            words = line.split()
            if f"pid={self.pid}," not in line or self.place not in words[3:5]:
                continue
            counts = {name: int(value) for name, value in re.findall(r"\b(\w+):(\d+)\b", line.split("))", 1)[1])}
            result[words[3], words[4]] = (
                counts.get("bytes_sent", 0) + counts.get("bytes_received", 0),
                counts.get("segs_out", 0) + counts.get("segs_in", 0))
        return result
