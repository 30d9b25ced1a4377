"""Mutual TLS between a real Envoy and the control plane, with certificates that are replaced while both run."""

import json
import pathlib
import re
import socket
import ssl
import subprocess
import tempfile

from harness.certificates import Authority, mount
from harness.waiting import wait_until
from support import WithoutBrokers, say

GROUP = "URI:spiffe://example.org/envoy/kafka/kafka/external"


class MutualTLS(WithoutBrokers):

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="koperator-e2e-")
        self.addCleanup(holder.cleanup)
        self.tls = pathlib.Path(holder.name)
        self.authority = Authority(self.tls / "authority")
        self.mount_server(1001)
        self.mount_envoy(2001)
        self.options = {"tls": self.tls}
        super().setUp()

    def mount_server(self, serial):
        mount(self.tls / "server", self.authority.issue("server", "DNS:koperator.example.org", serial))

    def mount_envoy(self, serial, names=GROUP, authority=None):
        mount(self.tls / "envoy", (authority or self.authority).issue("envoy", names, serial))

    def server_serial(self):
        """The serial number of the certificate that the control plane shows to a new connection."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_alpn_protocols(["h2"])
        host, port = self.sandbox.control_plane.xds.split(":")
        with socket.create_connection((host, int(port)), timeout=5) as plain, context.wrap_socket(plain) as connection:
            certificate = connection.getpeercert(binary_form=True)
        shown = subprocess.run(["openssl", "x509", "-inform", "DER", "-noout", "-serial"], input=certificate,
                               capture_output=True, check=True)
        return int(shown.stdout.decode().strip().split("=")[1], 16)

    def envoy_serials(self):
        """The serial numbers of the certificates that Envoy has loaded."""
        listed = json.loads(self.sandbox.envoy.get("/certs"))["certificates"]
        return {int(part["serial_number"], 16) for entry in listed for part in entry.get("cert_chain", [])}

    def streams(self):
        return self.sandbox.control_plane.json("/streams")["streams"]

    def test_envoy_is_configured_over_mutual_tls(self):
        self.assertEqual(len(self.streams()), 1)
        self.assertEqual(self.server_serial(), 1001)
        self.assertEqual(self.envoy_serials(), {2001})

    def test_certificates_are_replaced_without_a_new_stream_and_used_by_the_next(self):
        before, updates = self.streams()[0]["stream"], self.sandbox.envoy.updates()
        self.mount_server(1002)
        self.mount_envoy(2002)
        wait_until("the control plane shows its new certificate", lambda: self.server_serial() == 1002, 30)
        wait_until("Envoy has its new certificate", lambda: self.envoy_serials() == {2002}, 30)
        self.assertEqual(self.streams()[0]["stream"], before, "the stream was broken by the new certificate")
        self.sandbox.control_plane.kill()
        self.sandbox.control_plane.start()
        wait_until("Envoy is connected with its new certificate", self.streams, 60)
        self.assertEqual(self.sandbox.envoy.updates(), updates)

    def test_a_key_that_does_not_match_is_refused_and_the_old_certificate_stays(self):
        good = self.authority.issue("server", "DNS:koperator.example.org", 1003)
        other = self.authority.issue("server", "DNS:koperator.example.org", 1004)
        mount(self.tls / "server", {**good, "tls.key": other["tls.key"]})
        control_plane = self.sandbox.control_plane
        line = wait_until("it is said", lambda: re.search(r".*certificate is refused.*", control_plane.log()), 30)[0]
        say(line.split(" ", 1)[1])
        self.assertEqual(self.server_serial(), 1001)
        self.write_brokers([0, 1, 2, 3])
        self.sandbox.wait_listeners([0, 1, 2, 3])

    def test_strangers_and_envoys_of_other_clusters_get_nothing(self):
        for what, names, authority in (
                ("another cluster's", "URI:spiffe://example.org/envoy/kafka/other/external", None),
                ("a nameless one", "DNS:envoy", None),
                ("another authority's", GROUP, Authority(self.tls / "stranger"))):
            with self.subTest(what):
                self.sandbox.envoy.stop()
                # Envoy checks the server by the right CA, whoever signed its own certificate.
                issued = (authority or self.authority).issue("envoy", names, 2003)
                mount(self.tls / "envoy", {**issued, "ca.crt": self.authority.certificate})
                refused = self.refused()
                self.sandbox.envoy.start()
                wait_until(f"Envoy with {what} certificate is refused", lambda: self.refused() > refused, 60)
                self.assertEqual(self.sandbox.envoy.config(), {})
                self.assertEqual(self.streams(), [])

    def refused(self):
        return sum(value for name, value in self.sandbox.control_plane.metrics().items() if name.startswith(
            ("koperator_xds_streams_refused_total", 'koperator_connections_refused_total{listener="xds",reason="handshake"')))
