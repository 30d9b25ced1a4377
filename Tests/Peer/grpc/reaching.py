"""How our client reaches a server: one that is not up yet, that comes back, by a name, and by certificates; and more that
needs an eye on what it says."""
import ctypes
import os
import pathlib
import queue
import subprocess
import threading
import time

import programs

LIMIT = 30


class OurClient:
    """Our client in the background; what it says comes line by line."""

    def __init__(self, program, *arguments, hosts=None):
        environment = dict(os.environ)
        if hosts:
            environment |= {"LD_PRELOAD": "libnss_wrapper.so", "NSS_WRAPPER_HOSTS": str(hosts)}
        self.process = subprocess.Popen(
            [program, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=environment)
        self.lines = queue.Queue()
        self.said = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.strip())
        self.lines.put(None)

    def wait_for(self, text):
        """Reads until a line has the text."""
        end = time.monotonic() + LIMIT
        while True:
            try:
                line = self.lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                line = None
            if line is None:
                raise AssertionError(f"the client never said '{text}': {self.said[-3:]}")
            self.said.append(line)
            if text in line:
                return line

    def finish(self):
        """Its exit status."""
        return self.process.wait(LIMIT)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def _passes(client):
    client.wait_for("empty_unary: passed")
    code = client.finish()
    if code:
        raise AssertionError(f"exit {code}")


def server_comes_up_late(client, server):
    port = programs.free_port()
    with OurClient(client, "--server_host=127.0.0.1", f"--server_port={port}", "--test_case=empty_unary") as waiting:
        waiting.wait_for("no connection")
        with programs.OurServer(server, f"127.0.0.1:{port}"):
            _passes(waiting)


def server_comes_back(client, server):
    port = programs.free_port()
    with OurClient(client, "--server_host=127.0.0.1", f"--server_port={port}", "--test_case=reconnect") as calling:
        with programs.OurServer(server, f"127.0.0.1:{port}"):
            calling.wait_for("reconnect: first call done")
        calling.wait_for("reconnect: the connection is gone")
        with programs.OurServer(server, f"127.0.0.1:{port}"):
            calling.wait_for("reconnect: passed")


def can_name_hosts():
    """Whether the library is there that lets a process have a hosts file of its own."""
    try:
        ctypes.CDLL("libnss_wrapper.so")
    except OSError:
        return False
    return True


def _hosts(work, *addresses):
    path = pathlib.Path(work) / "hosts"
    fresh = path.with_suffix(".new")
    fresh.write_text("".join(f"{address} brokers.test\n" for address in addresses))
    os.replace(fresh, path)
    return path


def one_address_of_a_name_is_dead(client, server, work):
    with programs.OurServer(server) as running:
        dead, alive = "127.0.0.77", "127.0.0.1"
        for addresses in ([dead, alive], [alive, dead], ["127.0.0.78", dead, alive]):
            with OurClient(client, "--server_host=brokers.test", f"--server_port={running.port}",
                           "--test_case=empty_unary", hosts=_hosts(work, *addresses)) as calling:
                _passes(calling)


def name_moves_to_another_address(client, server, work):
    with programs.OurServer(server) as running:
        with OurClient(client, "--server_host=brokers.test", f"--server_port={running.port}",
                       "--test_case=empty_unary", hosts=_hosts(work, "127.0.0.77")) as calling:
            calling.wait_for("no connection")
            _hosts(work, "127.0.0.1")
            _passes(calling)


def _is_unavailable(client, *arguments):
    with OurClient(client, "--test_case=empty_unary", "--fail_fast", *arguments) as calling:
        line = calling.wait_for("empty_unary: FAILED")
        if "UNAVAILABLE" not in line or calling.finish() != 1:
            raise AssertionError(line)
        return line


def unknown_name_fails(client):
    line = _is_unavailable(client, "--server_host=nothing.invalid", "--server_port=1")
    if "nothing.invalid" not in line:
        raise AssertionError(line)


def is_refused(client, port, *arguments):
    """No call comes through."""
    _is_unavailable(client, "--server_host=localhost", f"--server_port={port}", *arguments)


def compressed_is_internal(client, port):
    with OurClient(client, "--server_host=localhost", f"--server_port={port}", "--test_case=large_unary") as calling:
        calling.wait_for("INTERNAL: messages compressed by 'gzip' are not read here")
