"""`koperator sandbox` as a person runs it: in a folder of its own, with what it prints."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile

from harness import tools
from harness.waiting import PATIENCE, wait_until


def processes_that_name(text):
    """{pid: command line} of the processes whose command line or environment has this text."""
    found = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            if not command:
                continue
            known = command + (folder / "environ").read_bytes()
        except OSError:
            continue
        if text.encode() in known:
            found[int(folder.name)] = command.replace(b"\0", b" ").decode(errors="replace").strip()[:200]
    return found


class SandboxCommand:
    """One `koperator sandbox`, whatever it does. Its temporary folder is in the environment of all that it starts."""

    def __init__(self, *arguments, environment=None, folder=None):
        self.holder = tempfile.TemporaryDirectory(prefix="koperator-e2e-", ignore_cleanup_errors=True)
        self.temporary = pathlib.Path(self.holder.name)
        self.scratch = self.temporary / "tmp"
        self.scratch.mkdir()
        self.folder = pathlib.Path(folder) if folder else self.scratch / f"koperator-sandbox-{os.getuid()}" / "default"
        kafka = {variable: str(home) for variable, home in tools.kafka_homes().items()}
        self.environment = {**kafka, **os.environ, "TMPDIR": str(self.scratch), **(environment or {})}
        self.environment = {name: value for name, value in self.environment.items() if value is not None}
        patience = ["--patience", str(max(1, round(PATIENCE * 2)))]
        where = ["--folder", str(folder)] if folder else []
        self.where = where
        self.out = open(self.temporary / "out", "wb")
        self.err = open(self.temporary / "err", "wb")
        self.process = subprocess.Popen(
            [tools.koperator(), "sandbox", *where, *patience, *map(str, arguments)], stdin=subprocess.DEVNULL,
            stdout=self.out, stderr=self.err, env=self.environment)

    @property
    def text(self):
        """All that it printed."""
        return "".join((self.temporary / name).read_text(errors="replace") for name in ("err", "out"))

    @property
    def errors(self):
        """The lines of standard error."""
        return (self.temporary / "err").read_text(errors="replace").splitlines()

    def wait_until_up(self, seconds=300):
        """Waits until it says how to use it."""
        def up():
            if self.process.poll() is not None:
                raise AssertionError(f"the sandbox ended with {self.process.returncode}:\n{self.text}")
            return "Ctrl-C stops everything" in self.text
        wait_until("the sandbox is up", up, seconds)
        return self

    def ended(self, seconds=120):
        """Waits for its end, and gives its exit code."""
        return self.process.wait(seconds * PATIENCE)

    def signal(self, number=signal.SIGINT):
        self.process.send_signal(number)

    def stop(self):
        """Ends it with all that it started, however it is; removes its folder."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(90 * PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.out.close()
        self.err.close()
        if os.environ.get("E2E_KEEP"):
            print(f"    kept {self.temporary}", flush=True)
        else:
            self.holder.cleanup()

    def leftovers(self):
        """The processes that are left of it."""
        return processes_that_name(str(self.scratch))

    def wait_until_nothing_is_left(self, seconds=20):
        wait_until("all processes of the sandbox are gone", lambda: not self.leftovers(), seconds)

    # What people ask of it.

    def ask(self, *arguments, check=True):
        """Runs `koperator sandbox ARGUMENTS`; gives its standard output."""
        result = subprocess.run(
            [tools.koperator(), "sandbox", *map(str, arguments), *self.where], capture_output=True, text=True,
            timeout=240 * PATIENCE, env=self.environment)
        if check and result.returncode != 0:
            raise AssertionError(f"sandbox {' '.join(map(str, arguments))}: {result.returncode}: {result.stderr}")
        return result.stdout if check else result

    def status(self):
        return json.loads(self.ask("status", "--json"))

    def brokers(self, cluster=0):
        """{id: broker} of a cluster's status."""
        return {broker["id"]: broker for broker in self.status()["clusters"][cluster]["brokers"]}

    def bootstrap(self, access=0, cluster=0):
        return self.status()["clusters"][cluster]["access"][access]["bootstrap"]

    def wait_for_broker(self, broker, condition, seconds=180):
        return wait_until(
            f"broker {broker} is as expected", lambda: condition(self.brokers()[broker]) and self.brokers()[broker], seconds)

    def kubectl(self, *arguments, text=None):
        program = tools.TOOLS / "kubernetes" / "kubectl"
        result = subprocess.run(
            [program, "--kubeconfig", self.folder / "kubeconfig", *arguments], input=text, capture_output=True, text=True,
            timeout=120 * PATIENCE)
        if result.returncode != 0:
            raise AssertionError(f"kubectl {' '.join(arguments)}: {result.stderr}")
        return result.stdout

    @property
    def names(self):
        """The environment that gives C and Python programs the names of the sandbox."""
        return {"LD_PRELOAD": tools.nss_wrapper(), "NSS_WRAPPER_HOSTS": str(self.folder / "hosts")}

    def kcat(self, bootstrap, *arguments, text=None, names=False, check=True):
        environment = {**os.environ, **(self.names if names else {})}
        result = subprocess.run(
            [tools.kcat(), "-b", bootstrap, "-q", *arguments], input=text, capture_output=True, text=True,
            timeout=120 * PATIENCE, env=environment)
        if check and result.returncode != 0:
            raise AssertionError(f"kcat -b {bootstrap} {' '.join(arguments)}: {result.stderr}")
        return result.stdout if check else result

    def round_trip(self, bootstrap, topic, *arguments, names=False, message="hello"):
        """Produces a message and consumes it."""
        self.kcat(bootstrap, "-t", topic, "-P", "-X", "acks=all", *arguments, text=message + "\n", names=names)
        received = self.kcat(
            bootstrap, "-t", topic, "-C", "-o", "beginning", "-e", *arguments, names=names)
        if message not in received.split("\n"):
            raise AssertionError(f"'{message}' was produced to {topic}, and this consumed: {received!r}")
