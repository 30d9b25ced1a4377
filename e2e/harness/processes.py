"""Child processes that are watched while they run and are all gone when their supervisor stops."""

import os
import pathlib
import shutil
import signal
import subprocess
import time


class Crashed(Exception):
    """A process ended that should be running; the text has the end of its log."""


class Process:
    """One child in a process group of its own. Running; ended; or stopping, when its end is expected."""

    def __init__(self, name, arguments, log, environment=None, grace=20):
        self.name, self.log, self.grace = name, pathlib.Path(log), grace
        self.expected_to_run = True
        # If we are killed, the kernel kills the child: nothing is left behind even then.
        setpriv = shutil.which("setpriv")
        prefix = [setpriv, "--pdeathsig", "KILL", "--"] if setpriv else []
        with open(self.log, "ab") as output:
            self.popen = subprocess.Popen(
                prefix + [str(argument) for argument in arguments], stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}, start_new_session=True)

    @property
    def pid(self):
        return self.popen.pid

    @property
    def running(self):
        return self.popen.poll() is None

    def signal(self, number):
        """Sends a signal to the whole group; none where it is already gone."""
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            pass

    def ask_to_stop(self):
        self.expected_to_run = False
        if self.running:
            self.signal(signal.SIGTERM)
            self.signal(signal.SIGCONT)

    def wait_stopped(self):
        """Waits for the end after `ask_to_stop`, and kills what does not end within its grace. True if it had to."""
        try:
            self.popen.wait(self.grace)
            forced = False
        except subprocess.TimeoutExpired:
            forced = True
        self.signal(signal.SIGKILL)
        self.popen.wait(10)
        return forced

    def stop(self):
        self.ask_to_stop()
        return self.wait_stopped()

    def kill(self):
        """Ends it at once, as a crash would."""
        self.expected_to_run = False
        self.signal(signal.SIGKILL)
        self.popen.wait(10)

    def tail(self, lines=25):
        try:
            text = self.log.read_text(errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join("    " + line[:240] for line in text[-lines:])

    def check(self):
        if self.expected_to_run and not self.running:
            code = self.popen.returncode
            how = f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
            raise Crashed(f"{self.name} {how}; the end of {self.log}:\n{self.tail()}")


class Supervisor:
    """Starts processes with their logs in one folder, and stops them in the reverse order."""

    def __init__(self, logs):
        self.logs = pathlib.Path(logs)
        self.logs.mkdir(parents=True, exist_ok=True)
        self.processes = []

    def start(self, name, arguments, environment=None, grace=20):
        process = Process(name, arguments, self.logs / f"{name}.log", environment, grace)
        self.processes.append(process)
        return process

    def check(self):
        """Raises `Crashed` for the first process that ended by itself."""
        for process in self.processes:
            process.check()

    def watch(self, seconds=None):
        """Returns after `seconds` (never, when None); raises as soon as a process ends by itself."""
        deadline = None if seconds is None else time.monotonic() + seconds
        while deadline is None or time.monotonic() < deadline:
            self.check()
            time.sleep(0.2)

    def stop_all(self, together=()):
        """Stops everything, the last started first; the processes in `together` at the same time.

        Returns the names of those that had to be killed.
        """
        forced = []
        together = list(together)
        for process in reversed(self.processes):
            if process not in together and process.stop():
                forced.append(process.name)
        for process in together:
            process.ask_to_stop()
        for process in together:
            if process.wait_stopped():
                forced.append(process.name)
        self.processes.clear()
        return forced
