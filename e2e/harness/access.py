"""The ways in for clients from outside: a port for each broker, or one port for all and a name for each."""

import ssl
import textwrap

from . import wire

PORT, PASSTHROUGH, TERMINATION = "port", "passthrough", "termination"


class Access:
    """An access point of the manifest, the brokers' listener behind it, and the Envoy in front of it.

    Clients connect to Envoy's address in every mode; only the names differ that they say in the TLS handshake.
    """

    def __init__(self, mode, name, listener, container_port, protocol, network, anycast_port, health_port, admin_port):
        self.mode, self.name, self.network = mode, name, network
        # Of Kafka: the listener, its port, how it is protected.
        self.listener, self.container_port, self.protocol = listener, container_port, protocol
        self.anycast_port, self.health_port, self.admin_port = anycast_port, health_port, admin_port
        self.envoy = None
        self.authority = None  # the CA file by which clients check whom they meet; None where there is no TLS

    @property
    def is_tls(self):
        return self.mode != PORT

    @property
    def bootstrap(self):
        """What a Kafka client starts with."""
        return "{}:{}".format(*self.bootstrap_place)

    def place(self, broker=None):
        """(address, port, server name) to connect to for a broker, or for the whole cluster: names are not resolved."""
        name, port = self.bootstrap_place if broker is None else self.public(broker)
        return self.network.envoy, port, name if self.is_tls else None

    def connect(self, broker=None, seconds=30):
        """A connection to a broker, or to the one that Envoy chooses."""
        address, port, name = self.place(broker)
        return wire.connect(address, port, seconds,
                            (ssl.create_default_context(cafile=self.authority), name) if name else None)

    def librdkafka(self):
        """The settings that a client of librdkafka needs beside `bootstrap`."""
        return {"security.protocol": "ssl", "ssl.ca.location": str(self.authority)} if self.is_tls else {}

    def java(self):
        """The same for a client of Java, as the text of a properties file."""
        return (f"security.protocol=SSL\nssl.truststore.type=PEM\nssl.truststore.location={self.authority}\n"
                if self.is_tls else "")

    def hosts(self, brokers):
        """Lines of a hosts file for the names of these brokers."""
        names = [self.bootstrap_place[0], *(self.public(broker)[0] for broker in brokers)] if self.is_tls else []
        return [f"{self.network.envoy} {name}" for name in names]


class PortAccess(Access):
    """Broker i is reached on `starting_port` + i."""

    def __init__(self, network, starting_port, anycast_port, health_port, admin_port):
        super().__init__(PORT, "external", "EXTERNAL", 9094, "PLAINTEXT", network, anycast_port, health_port,
                         admin_port)
        self.starting_port = starting_port

    @property
    def bootstrap_place(self):
        return self.network.envoy, self.anycast_port

    def public(self, broker):
        """(host, port) that a broker advertises."""
        return self.network.envoy, self.starting_port + broker

    def manifest(self):
        """The manifest has this listener already."""
        return ""


class NamedAccess(Access):
    """Every broker on one port, told apart by name: the brokers' own TLS passed through, or Envoy's and then plaintext."""

    def __init__(self, mode, network, container_port, port, health_port, admin_port):
        super().__init__(mode, f"{mode}-shared", mode.upper(), container_port,
                         "SSL" if mode == PASSTHROUGH else "PLAINTEXT", network, port, health_port, admin_port)
        self.secret = f"{mode}-certificate"

    @property
    def bootstrap_place(self):
        return f"kafka.{self.mode}.example.org", self.anycast_port

    def public(self, broker):
        return f"broker-{broker}.{self.mode}.example.org", self.anycast_port

    @property
    def alternative_names(self):
        """The names of its certificate."""
        return f"DNS:*.{self.mode}.example.org"

    def manifest(self):
        """The listener in the manifest, with settings of its Envoy that differ from other Envoys' on this machine."""
        how = ("accessMode: sni" if self.mode == PASSTHROUGH
               else f"externalStartingPort: -1\n  tlsSecretName: {self.secret}")
        return textwrap.dedent(f"""\
            - type: {self.protocol.lower()}
              name: {self.mode}
              containerPort: {self.container_port}
              anyCastPort: {self.anycast_port}
              ingressControllerTargetPort: {self.anycast_port}
              accessMethod: LoadBalancer
              HOW
              config:
                defaultIngressConfig: shared
                ingressConfig:
                  shared:
                    hostnameOverride: {self.bootstrap_place[0]}
                    envoyConfig:
                      brokerHostnameTemplate: {self.public("%id")[0]}
                      healthCheckPort: {self.health_port}
                      adminPort: {self.admin_port}
            """).replace("HOW", how)
