"""Mutual TLS between a real Envoy and the control plane, with certificates that are replaced while both run."""

import re
import tempfile

from harness.certificates import Authority, mount
from harness.waiting import wait_until
from support import MutualTLSFiles, WithoutBrokers, say

GROUP = "URI:spiffe://example.org/envoy/kafka/kafka/external"


class MutualTLS(WithoutBrokers):

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="koperator-e2e-")
        self.addCleanup(holder.cleanup)
        self.files = MutualTLSFiles(holder.name)
        self.tls = self.files.folder
        self.files.mount_envoy(2001, GROUP)
        self.options = {"tls": self.tls}
        super().setUp()

    def streams(self):
        return self.sandbox.control_plane.json("/streams")["streams"]

    def test_envoy_is_configured_over_mutual_tls(self):
        self.assertEqual(len(self.streams()), 1)
        self.assertEqual(self.sandbox.control_plane.certificate_serial(), 1001)
        self.assertEqual(self.sandbox.envoy.certificate_serials(), {2001})

    def test_certificates_are_replaced_without_a_new_stream_and_used_by_the_next(self):
        before, updates = self.streams()[0]["stream"], self.sandbox.envoy.updates()
        self.files.mount_server(1002)
        self.files.mount_envoy(2002, GROUP)
        wait_until("the control plane shows its new certificate",
                   lambda: self.sandbox.control_plane.certificate_serial() == 1002, 30)
        wait_until("Envoy has its new certificate", lambda: self.sandbox.envoy.certificate_serials() == {2002}, 30)
        self.assertEqual(self.streams()[0]["stream"], before, "the stream was broken by the new certificate")
        self.sandbox.control_plane.kill()
        self.sandbox.control_plane.start()
        wait_until("Envoy is connected with its new certificate", self.streams, 60)
        self.assertEqual(self.sandbox.envoy.updates(), updates)

    def test_a_key_that_does_not_match_is_refused_and_the_old_certificate_stays(self):
        good = self.files.authority.issue("server", "DNS:koperator.example.org", 1003)
        other = self.files.authority.issue("server", "DNS:koperator.example.org", 1004)
        mount(self.tls / "server", {**good, "tls.key": other["tls.key"]})
        control_plane = self.sandbox.control_plane
        line = wait_until("it is said", lambda: re.search(r".*certificate is refused.*", control_plane.log()), 30)[0]
        say(line.split(" ", 1)[1])
        self.assertEqual(self.sandbox.control_plane.certificate_serial(), 1001)
        self.write_brokers([0, 1, 2, 3])
        self.sandbox.wait_listeners([0, 1, 2, 3])

    def test_strangers_and_envoys_of_other_clusters_get_nothing(self):
        for what, names, authority in (
                ("another cluster's", "URI:spiffe://example.org/envoy/kafka/other/external", None),
                ("a nameless one", "DNS:envoy", None),
                ("another authority's", GROUP, Authority(self.tls / "stranger"))):
            with self.subTest(what):
                self.sandbox.envoy.stop()
                self.files.mount_envoy(2003, names, authority)
                refused = self.refused()
                self.sandbox.envoy.start()
                wait_until(f"Envoy with {what} certificate is refused", lambda: self.refused() > refused, 60)
                self.assertEqual(self.sandbox.envoy.config(), {})
                self.assertEqual(self.streams(), [])

    def refused(self):
        return sum(value for name, value in self.sandbox.control_plane.metrics().items() if name.startswith(
            ("koperator_xds_streams_refused_total", 'koperator_connections_refused_total{listener="xds",reason="handshake"')))
