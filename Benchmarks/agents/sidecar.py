"""Agents beside brokers, told what the sidecar is told that the control plane renders."""

import subprocess

from harness.certificates import mount

NAMESPACE, CLUSTER = "kafka", "kafka"  # as deploy/samples/simple.yaml has them
PORT = 9021


class Sidecar:
    """The agent of one broker: how it is started, and its process while it runs."""

    def __init__(self, program, supervisor, broker, address, control_plane, properties, volume, authority, folder,
                 metrics_port=None):
        self.supervisor, self.broker, self.address = supervisor, broker, address
        self.command = [str(program), "run"]
        tls = folder / f"agent-{broker}"
        name = f"URI:spiffe://example.org/agent/{NAMESPACE}/{CLUSTER}/{broker}"
        mount(tls, authority.issue(f"agent-{broker}", name, 3001 + broker))
        self.environment = {
            "BROKER_ID": str(broker), "CONTROL_PLANE": control_plane, "KAFKA_CLUSTER": CLUSTER,
            "KAFKA_CONFIG": str(properties), "LOG_VOLUMES": str(volume), "NODE_NAME": f"node-{broker}",
            "POD_IP": address, "POD_NAME": f"kafka-{broker}", "POD_NAMESPACE": NAMESPACE, "POD_UID": f"uid-{broker}",
            "TLS_FOLDER": str(tls),
            # Of the machine's processes, its own pod's: the command line names the file.
            "KAFKA_PROCESS": str(properties)}
        if metrics_port:
            self.environment["METRICS_PORT"] = str(metrics_port)
        self.process = None

    @property
    def local(self):
        """Where it answers /healthz and /metrics."""
        return self.address, PORT

    def start(self):
        self.process = self.supervisor.start(f"agent-{self.broker}", self.command, self.environment)

    def start_alone(self):
        """The process by itself, as fast as it can be started; whoever asks for it ends it."""
        return subprocess.Popen(self.command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)
