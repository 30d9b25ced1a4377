"""The whole system on one machine: a real Kafka, a real Envoy, the control plane."""

import pathlib

from . import manifests
from .control_plane import ControlPlane
from .envoy import Envoy
from .kafka import KafkaCluster
from .network import require_free
from .processes import Supervisor
from .waiting import wait_until

STARTING_PORT, ANYCAST_PORT, HEALTH_PORT, ADMIN_PORT = 19090, 29092, 8080, 8081  # as deploy/samples/simple.yaml has them


class Sandbox:
    """Starts in the order of the data flow; stops in the reverse one. Brokers are left out where a test needs none."""

    def __init__(self, folder, network, manifest, brokers=3, kafka=True, second_address=False, tls=None,
                 say=lambda text: None):
        self.folder, self.network, self.say = pathlib.Path(folder), network, say
        self.folder.mkdir(parents=True, exist_ok=True)
        self.brokers = list(range(brokers))
        self.manifest_text = manifests.with_brokers(manifest, self.brokers)
        self.supervisor = Supervisor(self.folder / "logs")
        self.kafka = KafkaCluster(self.supervisor, self.folder / "kafka", network, brokers, STARTING_PORT,
                                  second_address) if kafka else None
        self.control_plane = ControlPlane(self.supervisor, self.folder, network, tls)
        self.envoy = None

    @property
    def bootstrap(self):
        """Where a Kafka client starts: Envoy's anycast listener."""
        return f"{self.network.envoy}:{ANYCAST_PORT}"

    def public(self, broker):
        """(host, port) of a broker's own listener at Envoy, which is what it advertises."""
        return self.network.envoy, STARTING_PORT + broker

    def endpoints_text(self, brokers=None, health=None, addresses=None, ports=None):
        """endpoints.yaml for these brokers (else those of the start), where they are unless `addresses` says so."""
        brokers = self.brokers if brokers is None else brokers
        places = {broker: self.network.broker(broker) for broker in brokers}
        return manifests.endpoints({**places, **(addresses or {})}, health, ports)

    def start(self):
        envoy_ports = [STARTING_PORT + broker for broker in self.brokers] + [ANYCAST_PORT, HEALTH_PORT, ADMIN_PORT]
        require_free(self.control_plane.places() + [(self.network.envoy, port, "Envoy") for port in envoy_ports])
        if self.kafka:
            self.say(f"starting {len(self.brokers)} Kafka brokers")
            self.kafka.folder.mkdir(parents=True, exist_ok=True)
            self.kafka.start()
        self.say("starting the control plane")
        self.control_plane.write(self.manifest_text, self.endpoints_text())
        self.control_plane.start()
        self.say("starting Envoy")
        self.envoy = self.new_envoy("envoy")
        self.envoy.start()
        self.envoy.wait_live()
        self.wait_listeners(self.brokers)

    def new_envoy(self, name, **options):
        """Another Envoy of this cluster (not started), with a bootstrap of its own."""
        admin = self.folder / f"{name}.sock"
        bootstrap = self.control_plane.bootstrap(self.folder / f"{name}.yaml", name, admin)
        return Envoy(self.supervisor, bootstrap, admin, name, **options)

    def wait_listeners(self, brokers, envoy=None, seconds=60):
        """Waits until Envoy listens for exactly these brokers (and for the anycast port)."""
        envoy = envoy or self.envoy
        wanted = {f"{self.network.envoy}:{STARTING_PORT + broker}" for broker in brokers}

        def there():
            places = set(envoy.listeners().values())
            named = {place for place in places
                     if STARTING_PORT <= int(place.rsplit(":", 1)[1]) < STARTING_PORT + 1000}
            return named == wanted and self.bootstrap in places
        wait_until(f"Envoy listens for brokers {sorted(brokers)}", there, seconds, self.supervisor.check)

    def stop(self):
        """Stops Envoy, the control plane, then all brokers at once. Returns the names that had to be killed."""
        return self.supervisor.stop_all(together=self.kafka.all_processes() if self.kafka else [])
