"""The programs of both sides: where they are, how they start and end."""
import os
import pathlib
import shutil
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]


def official(name):
    """One of gRPC's own programs, or None."""
    folders = [os.environ.get("GRPC_INTEROP"), ROOT / ".tools/peers", ROOT / "../shared/peers"]
    for folder in filter(None, folders):
        path = pathlib.Path(folder) / name
        if os.access(path, os.X_OK):
            return str(path)
    return shutil.which(name)


class OurServer:
    """A server of ours: it says where it listens, and ends with its standard input."""

    def __init__(self, program, *arguments):
        self.process = subprocess.Popen(
            [program, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().strip()
        if not line.startswith("127.0.0.1:"):
            raise RuntimeError(f"{program} did not start: {line}")
        self.port = int(line.rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        alive = self.process.poll() is None
        self.process.stdin.close()
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise RuntimeError("our server did not end with its input") from None
        finally:
            self.process.stdout.close()
        if not alive or code != 0:
            raise RuntimeError(f"our server ended by itself, with {code}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class OfficialServer:
    """gRPC's own server, ready."""

    def __init__(self, program, *arguments):
        self.port = free_port()
        self.process = subprocess.Popen(
            [program, f"--port={self.port}", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    self.process.kill()
                    raise RuntimeError(f"{program} did not start") from None
                time.sleep(0.02)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def run(*command, timeout=60):
    """Runs a client; raises with what it said last where it fails."""
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=timeout, check=False)
    if done.returncode:
        said = " / ".join(done.stdout.strip().splitlines()[-3:])
        raise AssertionError(f"exit {done.returncode}: {said}")
    return done.stdout
