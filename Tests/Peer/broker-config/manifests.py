"""The clusters that real nodes are started from: small ones, all of whose names lead to this machine."""

HEAD = """apiVersion: kafka.banzaicloud.io/v1beta1
kind: KafkaCluster
metadata: {name: kafka, namespace: kafka}
spec:
  headlessServiceEnabled: true
  oneBrokerPerNode: false
  rollingUpgradeConfig: {failureThreshold: 1}
  cruiseControlConfig: {cruiseControlTaskSpec: {RetryDurationMinutes: 5}}
"""
TEXT = """  readOnlyConfig: |
    auto.create.topics.enable=false
    offsets.topic.replication.factor=1
    group.initial.rebalance.delay.ms=0
"""
AUTHORIZER = """    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
    allow.everyone.if.no.acl.found=false
"""
# Kafka takes its file for Latin-1, which these letters are not written in.
RACK = "    broker.rack=Zürich\n"


def brokers(*roles):
    """Nodes of these roles; their ids are 0, 100, 200, …"""
    lines = ["  brokers:"]
    for number, role in enumerate(roles):
        written = f"processRoles: [{role}], " if role else ""
        lines.append(
            f"    - {{id: {number * 100}, brokerConfig: {{{written}storageConfigs: [{{mountPath: /kafka-logs, emptyDir: "
            "{sizeLimit: 1Gi}}, {mountPath: /more-logs, emptyDir: {sizeLimit: 1Gi}}]}}")
    return "\n".join(lines) + "\n"


def listeners(kind, more=""):
    return f"""  listenersConfig:
    internalListeners:
      - {{type: {kind}, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true{more}}}
      - {{type: {kind}, name: controller, containerPort: 29093, usedForInnerBrokerCommunication: false,
         usedForControllerCommunication: true{more}}}
    externalListeners:
      - {{type: {kind}, name: external, containerPort: 9094, externalStartingPort: 19090,
         hostnameOverride: kafka.example.com{more}}}
"""


PLAIN = listeners("plaintext")
COMBINED, SEPARATE = brokers("controller, broker"), brokers("controller", "broker")
MADE = listeners("ssl") + "    sslSecrets: {tlsSecretName: ca, create: true}\n"
OWN = listeners("ssl", ", serverSSLCertSecret: {name: own}") + "  clientSSLCertSecret: {name: own}\n"
KRAFT, DYNAMIC = "  kRaft: true\n", "  kRaft: true\n  controllerQuorum: dynamic\n"

CLUSTERS = {
    "static quorum, combined": HEAD + KRAFT + TEXT + RACK + COMBINED + PLAIN,
    "static quorum, separate": HEAD + KRAFT + TEXT + SEPARATE + PLAIN,
    "dynamic quorum, combined": HEAD + DYNAMIC + TEXT + COMBINED + PLAIN,
    "dynamic quorum, separate": HEAD + DYNAMIC + TEXT + SEPARATE + PLAIN,
    "certificates that are made": HEAD + KRAFT + TEXT + AUTHORIZER + SEPARATE + MADE,
    "Java key stores": HEAD + KRAFT + TEXT + COMBINED + OWN,
}


def zookeeper(port):
    return HEAD + f"  kRaft: false\n  zkAddresses: ['127.0.0.1:{port}']\n  zkPath: /kafka\n" + TEXT + brokers("") + PLAIN
