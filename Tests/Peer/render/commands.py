"""commands.py KOPERATOR WORK: what `koperator render` does with its files and options, without any server."""
import pathlib
import socket
import subprocess
import sys

KOPERATOR, WORK = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLES = pathlib.Path(__file__).resolve().parents[3] / "deploy/samples"
SIMPLE = SAMPLES / "simple.yaml"
# Two load balancers without a name.
PLAIN = WORK / "plain.yaml"
PLAIN.write_text(
    "".join(line for line in (SAMPLES / "ingress-configs.yaml").open() if "hostnameOverride" not in line))
LABELS = WORK / "labels.yaml"

# Arguments, the exit code, what the message holds.
CASES = [
    ([], 2, "--file is missing"),
    (["-f", WORK / "none.yaml"], 3, "cannot be read"),
    (["-f", SAMPLES / "topic.yaml"], 3, "there is no KafkaCluster"),
    (["-f", SIMPLE, "-f", SIMPLE], 3, "kafka/kafka is given twice"),
    (["-f", SIMPLE], 3, "--external-address external=HOST"),
    (["-f", SIMPLE, "--external-address", "internal=h"], 2, "there is no ingress 'internal'; the manifest has: external"),
    (["-f", PLAIN, "--external-address", "external=h"], 2, "the manifest has: external-zone-a, external-zone-b"),
    (["-f", PLAIN, "--external-address", "external-zone-a=h"], 3, "--external-address external-zone-b=HOST"),
    (["-f", SIMPLE, "--external-address", "a b"], 2, "a host name or an IP address is expected"),
    (["-f", SIMPLE, "--external-address", "h", "--cluster-id", "a b"], 2, "--cluster-id 'a b'"),
    (["-f", SIMPLE, "--external-address", "h", "--node-port", "kafka-0-external=0"], 2, "--node-port"),
    (["-f", SAMPLES / "nodeport-assigned.yaml"], 3, "--node-port kafka-0-external=PORT"),
    (["-f", SAMPLES / "racks.yaml"], 3, "--node-labels FILE"),
    (["-f", SAMPLES / "racks.yaml", "--node-labels", LABELS], 3, "'kafka' is no broker id"),
]


def run(arguments, **options):
    command = [str(word) for word in [KOPERATOR, "render", *arguments]]
    return subprocess.run(command, capture_output=True, timeout=60, **options)


def text(done):
    return done.stdout.decode() + done.stderr.decode()


def main():
    LABELS.write_text("kafka: {zone: a}\n")
    failed = []

    def check(condition, what):
        if not condition:
            failed.append(what)

    for arguments, code, message in CASES:
        done = run(arguments)
        check(done.returncode == code and message in done.stderr.decode() and not done.stdout,
              f"{arguments}: {done.returncode}, {text(done)[:400]}")
    # A load balancer's own address comes before the one for all others, and IPv6 stands in brackets.
    for address in ["fd00::7", "[fd00::7]"]:
        done = run(["-f", PLAIN, "--external-address", address, "--external-address", "external-zone-b=b.example.com"])
        check(done.returncode == 0, text(done)[:400])
        for place in ["EXTERNAL://[fd00::7]:19090,", "EXTERNAL://b.example.com:19091,"]:
            check(place in done.stdout.decode(), f"{place} is not advertised")
    # An output that is not whole is no success.
    command = [str(word) for word in [KOPERATOR, "render", "-f", SIMPLE, "--external-address", "h"]]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60)
    check(done.returncode == 1 and b"standard output cannot be written" in done.stderr, f"/dev/full: {done}")
    # A name that the manifest says stays, with a warning.
    done = run(["-f", SAMPLES / "sni.yaml", "--external-address", "external=h.example.com"])
    check(done.returncode == 0 and b"has no effect" in done.stderr and b"h.example.com" not in done.stdout, text(done)[:400])
    # Without its id a KRaft cluster is rendered, with a warning.
    done = run(["-f", SAMPLES / "groups.yaml"])
    check(done.returncode == 0 and b"--cluster-id ID" in done.stderr, text(done)[:400])
    done = run(["-f", SAMPLES / "groups.yaml", "--cluster-id", "zlFiTJelTOuhnklFwLWixw"])
    check(done.returncode == 0 and not done.stderr, text(done)[:400])
    # Standard input, whatever it is; other documents in it are left out.
    manifest = SIMPLE.read_bytes()
    options = ["--external-address", "h.example.com"]
    expected = run(["-f", SIMPLE, *options]).stdout
    check(expected.startswith(b"apiVersion: ") and b"\n---\napiVersion: " in expected, "it is not documents of YAML")
    check(run(["-f", "-", *options], input=manifest).stdout == expected, "a pipe gives another output than a file")
    with SIMPLE.open() as file:
        check(run(["-f", "-", *options], stdin=file).stdout == expected, "a file as standard input gives another output")
    ours, theirs = socket.socketpair()
    ours.sendall(manifest)
    ours.close()
    check(run(["-f", "-", *options], stdin=theirs).stdout == expected, "a socket gives another output than a file")
    theirs.close()
    namespace = b"apiVersion: v1\nkind: Namespace\nmetadata: {name: kafka}\n---\n"
    done = run(["-f", "-", "-f", SAMPLES / "topic.yaml", *options], input=namespace + manifest)
    check(done.stdout == expected and done.stderr.count(b"left out") == 1 and b"a Namespace is left out" in done.stderr,
          text(done)[:400])
    if failed:
        sys.exit("peer render: " + "\n".join(failed))
    print(f"render: {len(CASES) + 8} uses of its options are as they are documented")


main()
