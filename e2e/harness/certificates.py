"""A certificate authority for tests, by openssl, and folders that change as Kubernetes' mounted secrets do."""

import itertools
import os
import pathlib
import socket
import ssl
import subprocess

_versions = itertools.count(1)


class Authority:
    """A CA in a folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._create("ca", "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign", [])
        self.certificate = (self.folder / "ca.crt").read_text()

    def issue(self, name, names, serial):
        """{file: text} of a mounted secret: a new key, and a certificate for `names` (as subjectAltName has them)."""
        self._create(name, f"basicConstraints=critical,CA:FALSE\nsubjectAltName={names}",
                     ["-CA", self.folder / "ca.crt", "-CAkey", self.folder / "ca.key", "-set_serial", str(serial)])
        return {"tls.crt": (self.folder / f"{name}.crt").read_text(),
                "tls.key": (self.folder / f"{name}.key").read_text(), "ca.crt": self.certificate}

    def _create(self, name, extensions, options):
        settings = self.folder / f"{name}.cnf"
        settings.write_text("[req]\nprompt=no\ndistinguished_name=subject\nx509_extensions=extensions\n"
                            f"[subject]\nCN={name}\n[extensions]\n{extensions}\n")
        subprocess.run(["openssl", "req", "-x509", "-config", settings, "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-keyout", self.folder / f"{name}.key",
                        "-out", self.folder / f"{name}.crt", *options], check=True, capture_output=True)


def serial_shown_at(address, port, server_name=None, protocols=()):
    """The serial number of the certificate that a server shows to a new connection."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if protocols:
        context.set_alpn_protocols(list(protocols))
    with socket.create_connection((address, port), timeout=5) as plain, \
            context.wrap_socket(plain, server_hostname=server_name) as connection:
        certificate = connection.getpeercert(binary_form=True)
    shown = subprocess.run(["openssl", "x509", "-inform", "DER", "-noout", "-serial"], input=certificate,
                           capture_output=True, check=True)
    return int(shown.stdout.decode().strip().split("=")[1], 16)


def mount(folder, files):
    """Makes or changes a folder as a kubelet does: the files are links into ..data, which is replaced at once."""
    folder = pathlib.Path(folder)
    version = folder / f"..version-{next(_versions)}"
    version.mkdir(parents=True)
    for name, text in files.items():
        (version / name).write_text(text)
        if not (folder / name).is_symlink():
            (folder / name).symlink_to(pathlib.Path("..data") / name)
    (folder / "..data.new").symlink_to(version.name)
    os.replace(folder / "..data.new", folder / "..data")
