"""The whole system on one machine: a real Kafka, a real Envoy, the control plane."""

import pathlib

from . import manifests
from .access import NamedAccess, PASSTHROUGH, PORT, PortAccess, TERMINATION
from .control_plane import ControlPlane
from .certificates import Authority, mount
from .envoy import Envoy
from .kafka import KafkaCluster
from .network import require_free
from .processes import Supervisor
from .waiting import wait_until

STARTING_PORT, ANYCAST_PORT, HEALTH_PORT, ADMIN_PORT = 19090, 29092, 8080, 8081  # as deploy/samples/simple.yaml has them


class Sandbox:
    """Starts in the order of the data flow; stops in the reverse one. Brokers are left out where a test needs none."""

    def __init__(self, folder, network, manifest, brokers=3, kafka=True, second_address=False, tls=None, modes=(PORT,),
                 drain=(600, "gradual"), say=lambda text: None):
        self.folder, self.network, self.say, self.drain = pathlib.Path(folder), network, say, drain
        self.folder.mkdir(parents=True, exist_ok=True)
        self.brokers = list(range(brokers))
        self.access = {mode: new_access(mode, network) for mode in modes}
        manifest = manifests.with_listeners(manifest, [access.manifest() for access in self.access.values()])
        self.manifest_text = manifests.with_brokers(manifest, self.brokers)
        self.supervisor = Supervisor(self.folder / "logs")
        self.certificates = self.folder / "certificates"
        self.authority = Authority(self.folder / "authority") if len(self.access) > 1 else None
        self.kafka = KafkaCluster(
            self.supervisor, self.folder / "kafka", network, list(self.access.values()), brokers, second_address,
            {PASSTHROUGH.upper(): self.certificates / f"{PASSTHROUGH}.pem"}) if kafka else None
        self.control_plane = ControlPlane(self.supervisor, self.folder, network, tls,
                                          self.certificates if TERMINATION in self.access else None)

    @property
    def envoy(self):
        """The Envoy with a port for each broker; None where it was not started yet."""
        return self.access[PORT].envoy

    @property
    def bootstrap(self):
        """Where a Kafka client starts: Envoy's anycast listener."""
        return self.access[PORT].bootstrap

    def public(self, broker):
        """(host, port) of a broker's own listener at Envoy, which is what it advertises."""
        return self.access[PORT].public(broker)

    def endpoints_text(self, brokers=None, health=None, addresses=None, ports=None):
        """endpoints.yaml for these brokers (else those of the start), where they are unless `addresses` says so."""
        brokers = self.brokers if brokers is None else brokers
        places = {broker: self.network.broker(broker) for broker in brokers}
        return manifests.endpoints({**places, **(addresses or {})}, health, ports)

    def start(self):
        ports = [STARTING_PORT + broker for broker in self.brokers]
        for access in self.access.values():
            ports += [access.anycast_port, access.health_port, access.admin_port]
        require_free(self.control_plane.places() + [(self.network.envoy, port, "Envoy") for port in ports])
        for serial, mode in enumerate(sorted(self.access), 3001):
            if self.access[mode].is_tls:
                self.mount_certificate(mode, serial)
        if self.kafka:
            self.say(f"starting {len(self.brokers)} Kafka brokers")
            self.kafka.folder.mkdir(parents=True, exist_ok=True)
            self.kafka.start()
        self.say("starting the control plane")
        self.control_plane.write(self.manifest_text, self.endpoints_text())
        self.control_plane.start()
        self.say("starting Envoy")
        for mode, access in self.access.items():
            access.envoy = self.new_envoy("envoy" if mode == PORT else f"envoy-{mode}", access, drain=self.drain)
            access.envoy.start()
        for access in self.access.values():
            access.envoy.wait_live()
        self.wait_listeners(self.brokers)

    def mount_certificate(self, mode, serial):
        """Issues a certificate for the names of a way in, and puts it where its owner (Envoy or Kafka) reads it."""
        access = self.access[mode]
        access.authority = self.authority.folder / "ca.crt"
        files = self.authority.issue(mode, access.alternative_names, serial)
        if mode == TERMINATION:
            mount(self.certificates / access.secret, files)
        else:
            self.certificates.mkdir(exist_ok=True)
            (self.certificates / f"{mode}.pem").write_text(files["tls.key"] + files["tls.crt"])

    def hosts_file(self):
        """A hosts file with the names of all brokers, also of some that are yet to come."""
        path = self.folder / "hosts"
        names = [line for access in self.access.values() for line in access.hosts(range(len(self.brokers) + 3))]
        path.write_text("\n".join(["127.0.0.1 localhost", *names]) + "\n")
        return path

    def new_envoy(self, name, access=None, **options):
        """Another Envoy of a way in, by default that of ports (not started), with a bootstrap of its own."""
        admin = self.folder / f"{name}.sock"
        bootstrap = self.control_plane.bootstrap(
            self.folder / f"{name}.yaml", name, admin, (access or self.access[PORT]).name)
        return Envoy(self.supervisor, bootstrap, admin, name, **options)

    def wait_listeners(self, brokers, envoy=None, seconds=60):
        """Waits until Envoy (every one, where it is not said which) lets clients to exactly these brokers."""
        for access in self.access.values() if envoy is None else [self.access[PORT]]:
            self._wait_brokers(access, envoy or access.envoy, brokers, seconds)

    def _wait_brokers(self, access, envoy, brokers, seconds):
        wanted = {access.public(broker)[0] for broker in brokers} | {access.bootstrap_place[0]} if access.is_tls else {
            "{}:{}".format(*access.public(broker)) for broker in brokers}

        def there():
            places = set(envoy.listeners().values())
            if f"{self.network.envoy}:{access.anycast_port}" not in places:
                return False
            if access.is_tls:
                return set(envoy.server_names()) == wanted
            return wanted == {place for place in places
                              if STARTING_PORT <= int(place.rsplit(":", 1)[1]) < STARTING_PORT + 1000}
        wait_until(f"{envoy.name} leads to brokers {sorted(brokers)}", there, seconds, self.supervisor.check)

    def stop(self):
        """Stops Envoy, the control plane, then all brokers at once. Returns the names that had to be killed."""
        return self.supervisor.stop_all(together=self.kafka.all_processes() if self.kafka else [])


def new_access(mode, network):
    """A way in, on ports that no other Envoy of the sandbox has."""
    if mode == PORT:
        return PortAccess(network, STARTING_PORT, ANYCAST_PORT, HEALTH_PORT, ADMIN_PORT)
    number = [PASSTHROUGH, TERMINATION].index(mode)
    return NamedAccess(mode, network, 9096 + 2 * number, 29192 + number, 8082 + 2 * number, 8083 + 2 * number)
