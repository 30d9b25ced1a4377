"""Where the programs are that are not ours, and ours."""

import os
import pathlib
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".tools"


class Missing(Exception):
    """Something that has to be installed or built is not there; the text names it and says what to do."""


def kafka_home():
    """Apache Kafka's folder: KAFKA_HOME, else ../shared/kafka."""
    named = os.environ.get("KAFKA_HOME")
    home = pathlib.Path(named) if named else ROOT.parent / "shared" / "kafka"
    if not (home / "bin" / "kafka-server-start.sh").exists():
        raise Missing("set KAFKA_HOME to the folder of an unpacked Apache Kafka, 3.9 or newer "
                      f"({home} holds no bin/kafka-server-start.sh)")
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    if not shutil.which(java):
        raise Missing("Kafka needs Java 17: `make setup` installs openjdk-17-jre-headless")
    return home.resolve()


def kafka_homes():
    """The variables that name the real Kafkas that there are: those that the caller set, else those of ../shared."""
    homes = {}
    for variable, folder in (("KAFKA_HOME", "kafka"), ("KAFKA_3_HOME", "kafka-3.9")):
        home = os.environ.get(variable) or ROOT.parent / "shared" / folder
        if (pathlib.Path(home) / "bin" / "kafka-server-start.sh").exists():
            homes[variable] = pathlib.Path(home).resolve()
    return homes


def envoy():
    """Envoy's program: ENVOY, else the one that `make setup` installed."""
    return _program("ENVOY", TOOLS / "venv" / "bin" / "envoy", "make setup")


def koperator():
    """Our command: KOPERATOR, else what was built last."""
    builds = [ROOT / ".build" / kind / "koperator" for kind in ("release", "debug")]
    built = [path for path in builds if path.exists()]
    newest = max(built, key=lambda path: path.stat().st_mtime) if built else builds[1]
    return _program("KOPERATOR", newest, "swift build --product koperator")


def broker_agent():
    """The agent: BROKER_AGENT, else what was built last, the static one or that of the debug build."""
    builds = [ROOT / ".build-agent" / "broker-agent", ROOT / ".build" / "debug" / "broker-agent"]
    built = [path for path in builds if path.exists()]
    newest = max(built, key=lambda path: path.stat().st_mtime) if built else builds[1]
    return _program("BROKER_AGENT", newest, "swift build --product broker-agent")


def sandbox_broker():
    """The broker that the sandbox has where no Kafka is installed."""
    return _program("SANDBOX_BROKER", ROOT / ".build" / "debug" / "sandbox-broker", "swift build --product sandbox-broker")


def kcat():
    """kcat, Debian's."""
    found = shutil.which("kcat")
    if not found:
        raise Missing("kcat is not installed: `make setup` installs it")
    return found


def nss_wrapper():
    """The library that gives a program the names of a hosts file of its own, Debian's."""
    found = sorted(pathlib.Path("/usr/lib").glob("*/libnss_wrapper.so"))
    if not found:
        raise Missing("libnss-wrapper is not installed: `make setup` installs it")
    return str(found[0])


def _program(variable, default, remedy):
    path = pathlib.Path(os.environ.get(variable) or default)
    if not os.access(path, os.X_OK):
        raise Missing(f"{path} is not there: run `{remedy}`, or set {variable}")
    return str(path)
