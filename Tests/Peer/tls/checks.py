"""The TLS of `koperator serve`, by openssl's s_client."""

import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "xds"))
from certificates import Authority, _openssl  # noqa: E402
from control_plane import ControlPlane  # noqa: E402

binary, work = sys.argv[1], pathlib.Path(sys.argv[2])
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
PING = bytes([0, 0, 8, 6, 0, 0, 0, 0, 0]) + b"12345678"


def check(what, good, shown=""):
    print(f"{'ok' if good else 'FAILED'}: {what}")
    if not good:
        print(shown)
        sys.exit(1)


class RevocationList:
    """The list of an authority, made by `openssl ca`."""

    def __init__(self, authority, path):
        self.authority, self.path = authority, path
        self.settings = authority.folder / "ca.conf"
        index = authority.folder / "index"
        index.write_text("")
        self.settings.write_text(
            f"[ca]\ndefault_ca = own\n[own]\ndatabase = {index}\ndefault_md = sha256\ndefault_crl_days = 2\n")
        self.write()

    def _ca(self, *arguments):
        _openssl("ca", "-config", self.settings, "-cert", self.authority.certificate, "-keyfile", self.authority.key,
                 *arguments)

    def write(self, *arguments):
        new = f"{self.path}.new"
        self._ca("-gencrl", "-out", new, *arguments)
        os.replace(new, self.path)

    def revoke(self, certificate):
        self._ca("-revoke", certificate)
        self.write()


authority, strangers = Authority(work), Authority(work, "strangers")
certificate, key = authority.issue("xds", "DNS:localhost,IP:127.0.0.1")
later = authority.issue("later", "DNS:localhost,IP:127.0.0.1")
good = authority.issue("good", "URI:spiffe://example.org/good")
bad = authority.issue("bad", "URI:spiffe://example.org/bad")
trusted = work / "clients.pem"
shutil.copy(authority.certificate, trusted)
crl = RevocationList(authority, work / "clients.crl")


def s_client(*arguments, client=good, text=""):
    own = ["-cert", client[0], "-key", client[1]] if client else []
    run = subprocess.run(
        ["openssl", "s_client", "-connect", plane.xds, "-CAfile", authority.certificate, "-alpn", "h2", *own, *arguments],
        input=text.encode(), capture_output=True, timeout=30)
    return (run.stdout + run.stderr).decode(errors="replace")


class Connection:
    """An open HTTP/2 connection that answers for itself."""

    def __init__(self, client):
        context = ssl.create_default_context(cafile=authority.certificate)
        context.load_cert_chain(*client)
        context.set_alpn_protocols(["h2"])
        host, port = plane.xds.rsplit(":", 1)
        self.socket = context.wrap_socket(socket.create_connection((host, int(port))), server_hostname="localhost")
        self.socket.settimeout(20)
        self.socket.sendall(PREFACE)
        self.ask()

    def serial(self):
        return self.socket.getpeercert()["subject"][0][0][1]

    def ask(self):
        """A PING whose answer must come."""
        self.socket.sendall(PING)
        seen = b""
        while b"12345678" not in seen:
            part = self.socket.recv(65536)
            if not part:
                raise ConnectionError("the connection has ended")
            seen += part

    def is_refused(client):
        try:
            Connection(client)
        except (ssl.SSLError, ConnectionError, OSError):
            return True
        return False


def eventually(what, condition):
    end = time.monotonic() + 20
    while not condition():
        if time.monotonic() > end:
            check(what, False, "".join(plane.lines))
        time.sleep(0.05)
    check(what, True)


options = ["--xds-cert", certificate, "--xds-key", key, "--xds-client-ca", trusted, "--xds-client-crl", crl.path]
with ControlPlane(binary, work / "serve", *options) as plane:
    text = s_client("-tls1_3")
    check("TLS 1.3 is spoken", "New, TLSv1.3" in text and "Verify return code: 0" in text, text)
    text = s_client("-tls1_2")
    check("TLS 1.2 is spoken, with forward secrecy and without compression",
          "New, TLSv1.2, Cipher is ECDHE-" in text and "Compression: NONE" in text, text)
    for arguments in (["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], ["-tls1", "-cipher", "ALL:@SECLEVEL=0"],
                      ["-tls1_2", "-cipher", "AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-SHA"],
                      ["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA"]):
        text = s_client(*arguments)
        check(f"{' '.join(arguments)} is refused", "Cipher is (NONE)" in text and "alert" in text, text)
    for version in ("-tls1_2", "-tls1_3"):
        session = work / f"session{version}"
        text = s_client(version, "-sess_out", session)
        check(f"{version}: no ticket is given", "TLS session ticket:" not in text, text)
        if session.exists():
            text = s_client(version, "-sess_in", session)
            check(f"{version}: a session is not resumed", "Reused" not in text and "New, TLSv1" in text, text)
        text = s_client(version, "-reconnect")
        check(f"{version}: nor at a reconnect", "Reused" not in text and "New, TLSv1" in text, text)
    text = s_client("-tls1_2", text="R\n")
    # The server's first frames may meet s_client before the alert does; either way its handshake fails.
    check("no renegotiation", "error:" in text.partition("RENEGOTIATING")[2], text)
    text = s_client("-tls1_2", client=None)
    check("a client without a certificate is refused", "alert handshake failure" in text, text)

    held, doomed = Connection(good), Connection(bad)
    check("both clients are served", held.serial() == "xds")
    crl.revoke(bad[0])
    eventually("a list that changed is read", lambda: Connection.is_refused(bad))
    text = s_client("-tls1_2", client=bad)
    check("the refused client is told why", "alert certificate revoked" in text, text)
    check("the log says who is refused and why", "certificate revoked" in plane.wait_for_line("certificate revoked"))
    Connection(good).ask()
    held.ask()
    doomed.ask()
    check("who was connected stays so, revoked or not", True)

    crl.write("-crl_lastupdate", "20240101000000Z", "-crl_nextupdate", "20240102000000Z")
    plane.wait_for_line("expired on")
    Connection(good).ask()
    check("a list that has expired is used on, with a warning", Connection.is_refused(bad))
    pathlib.Path(crl.path).write_text("nonsense\n")
    plane.wait_for_line("there is no revocation list")
    Connection(good).ask()
    check("a list that is none changes nothing", Connection.is_refused(bad))
    crl.write()

    # The key first: a pair that does not match in between changes nothing.
    shutil.copy(later[1], key)
    shutil.copy(later[0], f"{certificate}.new")
    os.replace(f"{certificate}.new", certificate)
    eventually("a new certificate is used for new handshakes", lambda: Connection(good).serial() == "later")
    held.ask()
    doomed.ask()
    check("old connections go on", True)
    shutil.copy(strangers.certificate, f"{trusted}.new")
    os.replace(f"{trusted}.new", trusted)
    eventually("a new CA of clients is used for new handshakes", lambda: Connection.is_refused(good))
    held.ask()
    check("old connections go on", True)
    status, _ = plane.terminate()
    check("it ends well", status == 0)
print("tls: passed")
