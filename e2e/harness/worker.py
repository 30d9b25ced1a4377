"""A module of this package that runs in a process of its own, and answers each line of JSON with one."""

import json
import pathlib
import subprocess
import sys


class WorkerFailed(Exception):
    """The process ended, or said that it could not do what it was asked for."""


class Worker:
    """The process, as its parent sees it. It ends with its parent: its standard input ends then."""

    def __init__(self, module, environment=None):
        self.module = module
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"harness.{module}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=environment, cwd=pathlib.Path(__file__).resolve().parents[1], start_new_session=True)

    def ask(self, **request):
        """Sends a request and returns what it answers."""
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except OSError as error:
            raise WorkerFailed(f"{self.module} is gone: {error}") from error
        line = self._process.stdout.readline()
        if not line:
            raise WorkerFailed(f"{self.module} ended with {self._process.wait(10)} instead of an answer to {request}")
        return json.loads(line)

    def close(self, seconds=30):
        """Ends it; kills it where it does not end in time."""
        try:
            self._process.stdin.close()
            self._process.wait(seconds)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait(10)
        self._process.stdout.close()


def answer(**values):
    """What the process writes to its parent."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()
