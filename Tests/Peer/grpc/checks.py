"""Runs all cases, in both directions; prints a line for each and a total."""
import pathlib
import subprocess
import sys
import time

import grpc

import calls
import messages
import programs
import reaching
import service

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "xds"))
import certificates  # noqa: E402

NAMES = [
    "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong", "empty_stream", "custom_metadata",
    "status_code_and_message", "special_status_message", "unimplemented_method", "unimplemented_service",
    "cancel_after_begin", "cancel_after_first_response", "timeout_on_sleeping_server",
]
OWN_NAMES = ["half_duplex", "large_metadata", "every_status_code", "many_at_a_time", "message_beyond_the_bound"]


class Report:
    def __init__(self, words):
        self.words = words
        self.passed = 0
        self.failed = []

    def case(self, group, name, body):
        title = f"{group}: {name}"
        if self.words and not any(word in title for word in self.words):
            return
        started = time.monotonic()
        try:
            body()
        except (Exception, subprocess.TimeoutExpired) as error:  # noqa: BLE001
            self.failed.append(title)
            print(f"FAILED {title}: {type(error).__name__} {error}", flush=True)
        else:
            self.passed += 1
            print(f"{title}: passed ({time.monotonic() - started:.2f} s)", flush=True)


class Credentials:
    """A CA, a certificate of a server and one of a client; a CA that nobody trusts."""

    def __init__(self, work):
        authority = certificates.Authority(work)
        stranger = certificates.Authority(work, "stranger")
        self.ca, self.stranger = authority.certificate, stranger.certificate
        self.server, self.server_key = authority.issue("server", "DNS:localhost,IP:127.0.0.1")
        self.client, self.client_key = authority.issue("client", "DNS:client")
        self.other, self.other_key = stranger.issue("other", "DNS:client")

    def channel(self, certificate=None, key=None):
        return grpc.ssl_channel_credentials(
            self.ca.read_bytes(), key and key.read_bytes(), certificate and certificate.read_bytes())

    def serving(self, mutual):
        pair = (self.server_key.read_bytes(), self.server.read_bytes())
        return grpc.ssl_server_credentials([pair], self.ca.read_bytes() if mutual else None, mutual)


def official_client(report, group, port, *arguments):
    client = programs.official("grpc-interop-client")
    for name in NAMES:
        report.case(group, name, lambda: programs.run(
            client, "--server_host=localhost", f"--server_port={port}", f"--test_case={name}", *arguments))


def python_client(report, group, port, credentials=None):
    target = f"localhost:{port}"
    with grpc.secure_channel(target, credentials) if credentials else grpc.insecure_channel(target) as channel:
        stub = calls.Stub(channel)
        for case in calls.CASES:
            report.case(group, case.__name__, lambda: case(stub))


def refused(port, credentials):
    with grpc.secure_channel(f"localhost:{port}", credentials) as channel:
        calls.fails(grpc.StatusCode.UNAVAILABLE, lambda: calls.empty_unary(calls.Stub(channel)))


def must_fail(*command):
    try:
        programs.run(*command)
    except AssertionError:
        return
    raise AssertionError("the client is content with a server that speaks no gRPC")


def load(base, work, *arguments):
    """h2load with unary calls; every one of them must be answered."""
    body = pathlib.Path(work) / "unary"
    request = messages.simple(1000, 1000).SerializeToString()
    body.write_bytes(b"\0" + len(request).to_bytes(4, "big") + request)
    output = programs.run(
        "h2load", "-n", "4000", "-c", "10", "-m", "10", "-d", body, "-H", "content-type: application/grpc", "-H",
        "te: trailers", *arguments, f"{base}/grpc.testing.TestService/UnaryCall")
    if "4000 succeeded, 0 failed, 0 errored" not in output:
        raise AssertionError(next((line for line in output.splitlines() if line.startswith("requests:")), output))


def our_server(report, programs_folder, work, credentials):
    program = programs_folder / "grpc-interop-server"
    pem = [credentials.server, credentials.server_key]
    go = programs.official("grpc-interop-client")
    trust = ["--use_tls", "--use_test_ca", f"--ca_file={credentials.ca}"]
    with programs.OurServer(program) as plain, programs.OurServer(program, "127.0.0.1:0", *pem) as tls:
        if go:
            official_client(report, "official client, our server", plain.port)
            official_client(report, "official client, our server, TLS", tls.port, *trust)
        else:
            print("SKIPPED official gRPC client: GRPC_INTEROP names the folder that has grpc-interop-client")
        python_client(report, "grpcio client, our server", plain.port)
        python_client(report, "grpcio client, our server, TLS", tls.port, credentials.channel())
        report.case("h2load, our server", "4000 unary calls", lambda: load(f"http://127.0.0.1:{plain.port}", work))
        report.case(
            "h2load, our server, TLS", "4000 unary calls", lambda: load(f"https://127.0.0.1:{tls.port}", work))
    with programs.OurServer(program, "127.0.0.1:0", *pem, credentials.ca) as mutual:
        own = credentials.channel(credentials.client, credentials.client_key)
        python_client(report, "grpcio client, our server, mutual TLS", mutual.port, own)
        group = "grpcio client, our server, mutual TLS"
        report.case(group, "no_certificate", lambda: refused(mutual.port, credentials.channel()))
        stranger = credentials.channel(credentials.other, credentials.other_key)
        report.case(group, "certificate_of_a_stranger", lambda: refused(mutual.port, stranger))
    if go:
        with programs.OurServer(programs_folder / "http-conformance-server") as other:
            report.case("official client", "fails where no gRPC is spoken", lambda: must_fail(
                go, "--server_host=localhost", f"--server_port={other.port}", "--test_case=empty_unary"))


def our_client(report, group, client, port, *arguments):
    """All cases in one run of our client; each has a line of its own."""
    try:
        done = subprocess.run([client, "--server_host=localhost", f"--server_port={port}", *arguments],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False)
        said, code = done.stdout, done.returncode
    except subprocess.TimeoutExpired as error:
        said, code = (error.stdout or b"").decode(), None
    results = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)

    def check(name):
        if results.get(name) != "passed":
            raise AssertionError(results.get(name, f"it did not run (exit {code})"))

    for name in NAMES + OWN_NAMES:
        report.case(group, name, lambda: check(name))
    report.case(group, "exit status", lambda: calls.equal(code, 0))


def our_client_everywhere(report, binaries, work, credentials):
    client, server = binaries / "grpc-interop-client", binaries / "grpc-interop-server"
    trust = ["--use_tls", f"--ca_file={credentials.ca}"]
    own = [f"--cert_file={credentials.client}", f"--key_file={credentials.client_key}"]
    other = [f"--cert_file={credentials.other}", f"--key_file={credentials.other_key}"]
    pem = [credentials.server, credentials.server_key]
    official = programs.official("grpc-interop-server")
    if official:
        tls = ["--use_tls", f"--tls_cert_file={credentials.server}", f"--tls_key_file={credentials.server_key}"]
        with programs.OfficialServer(official) as running:
            our_client(report, "our client, official server", client, running.port)
        with programs.OfficialServer(official, *tls) as running:
            our_client(report, "our client, official server, TLS", client, running.port, *trust)
    else:
        print("SKIPPED official gRPC server: GRPC_INTEROP names the folder that has grpc-interop-server")
    with service.Server() as running:
        our_client(report, "our client, grpcio server", client, running.port)
    with service.Server(credentials.serving(mutual=False)) as running:
        our_client(report, "our client, grpcio server, TLS", client, running.port, *trust)
    with service.Server(compression=grpc.Compression.Gzip) as running:
        # It compresses whatever a client accepts.
        report.case("our client, grpcio server that compresses", "large_unary is INTERNAL",
                    lambda: reaching.compressed_is_internal(client, running.port))
    with programs.OurServer(server) as running:
        our_client(report, "our client, our server", client, running.port)
    mutual = {
        "our client, grpcio server, mutual TLS": lambda: service.Server(credentials.serving(mutual=True)),
        "our client, our server, mutual TLS":
            lambda: programs.OurServer(server, "127.0.0.1:0", *pem, credentials.ca),
    }
    for group, make in mutual.items():
        with make() as running:
            our_client(report, group, client, running.port, *trust, *own)
            refusals = {
                "no_certificate": trust,
                "certificate_of_a_stranger": [*trust, *other],
                "server_of_another_authority": ["--use_tls", f"--ca_file={credentials.stranger}", *own],
                "server_of_another_name": [*trust, *own, "--server_host_override=elsewhere.test"],
                "no_TLS": [],
            }
            for refusal, arguments in refusals.items():
                report.case(group, refusal, lambda: reaching.is_refused(client, running.port, *arguments))
    group = "our client"
    report.case(group, "server_comes_up_late", lambda: reaching.server_comes_up_late(client, server))
    report.case(group, "server_comes_back", lambda: reaching.server_comes_back(client, server))
    report.case(group, "unknown_name_fails", lambda: reaching.unknown_name_fails(client))
    if reaching.can_name_hosts():
        for case in (reaching.one_address_of_a_name_is_dead, reaching.name_moves_to_another_address):
            report.case(group, case.__name__, lambda: case(client, server, work))
    else:
        print("SKIPPED names with several addresses: install libnss-wrapper")


def main():
    binaries, work, words = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    messages.load(work)
    credentials = Credentials(work)
    report = Report(words)
    our_server(report, binaries, work, credentials)
    our_client_everywhere(report, binaries, work, credentials)
    total = report.passed + len(report.failed)
    print(f"grpc: {total} cases, {report.passed} passed, {len(report.failed)} failed")
    for title in report.failed:
        print(f"  {title}")
    sys.exit(1 if report.failed or not total else 0)


if __name__ == "__main__":
    main()
