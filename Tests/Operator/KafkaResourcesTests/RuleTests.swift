import JSON
import Testing
import YAML

@testable import KafkaResources

/// One manifest for each rule about a cluster: what it says, word by word.
struct RuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// The rule's name.
    let rule: String
    let text: String
    /// Path, message and remedy; an error's begins with `!`.
    let problem: String

    var testDescription: String { "\(rule): \(problem.prefix(60))" }
  }

  private static let port = "type: plaintext, name: external, containerPort: 9094, externalStartingPort: 19090"
  private static let external = "spec.listenersConfig.externalListeners"
  private static let `internal` = "spec.listenersConfig.internalListeners"

  /// Listeners within that are the given one and one of the brokers.
  private static func listeners(_ more: String) -> String {
    "[{type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}, {\(more)}]"
  }

  /// A KRaft cluster of nodes with these roles, ids from 0.
  static func kRaft(
    _ roles: [String], broker: String = "", listeners: String = kRaftListeners, more: String = ""
  ) -> String {
    let nodes = roles.enumerated().map { "{id: \($0), brokerConfig: {processRoles: [\($1)]\(broker)}}" }
    return manifest(
      brokers: "[\(nodes.joined(separator: ", "))]", internal: listeners, more: "kRaft: true\n" + more)
  }

  private static func storage(_ storage: String, groups: String = "", more: String = "") -> String {
    manifest(brokers: "[{id: 0, brokerConfig: {storageConfigs: \(storage)}\(more)}]", more: groups)
  }

  private static func external(_ listeners: String...) -> String {
    manifest(external: "[" + listeners.map { "{\($0)}" }.joined(separator: ", ") + "]")
  }

  static let nodes: [Case] = [
    Case(
      rule: "groupsExist",
      text: manifest(brokers: "[{id: 0, brokerConfigGroup: big}]", more: "brokerConfigGroups: {a: {}, b: {}}"),
      problem: "!spec.brokers[0].brokerConfigGroup: there is no group 'big'; "
        + "define it in spec.brokerConfigGroups, or use one of: a, b"),
    Case(
      rule: "thereAreBrokers", text: manifest(brokers: "[]"),
      problem: "spec.brokers: no node is a broker: there is nothing to serve; list at least one broker"),
    Case(
      rule: "nodesHaveRoles", text: kRaft(["controller", ""]),
      problem: "spec.brokers[1]: the node has no processRoles and is taken for a broker; "
        + "write processRoles in its brokerConfig or in its group"),
  ]

  static let roles = Case(
    rule: "rolesAreWrittenOnce",
    text: manifest(
      brokers: "[{id: 0, brokerConfigGroup: g}, {id: 1, brokerConfigGroup: g, brokerConfig: {processRoles: [broker]}}]",
      internal: kRaftListeners, more: "kRaft: true\nbrokerConfigGroups: {g: {processRoles: [controller, broker]}}"),
    problem:
      "spec.brokers[1].brokerConfig.processRoles: its group 'g' adds the role controller: roles of both are joined; "
      + "write the roles in one place")

  static let listenerCases: [Case] = [
    Case(
      rule: "listenerNamesAreUnique", text: external(port.replacing("name: external", with: "name: internal")),
      problem: "!\(external)[0].name: the name 'internal' is already used by \(`internal`)[0]; "
        + "give each listener a name of its own"),
    Case(
      rule: "containerPortsAreUnique", text: external(port.replacing("9094", with: "29092")),
      problem: "!\(external)[0].containerPort: port 29092 is already used by \(`internal`)[0]; "
        + "give each listener a container port of its own"),
    Case(
      rule: "brokersReachEachOther",
      text: manifest(internal: "[{type: plaintext, name: internal, containerPort: 29092}]"),
      problem: "!\(`internal`): no listener has usedForInnerBrokerCommunication: brokers cannot reach each other; "
        + "write 'usedForInnerBrokerCommunication: true' in one internal listener"),
    Case(
      rule: "listenersServeOnePurpose",
      text: manifest(
        internal: listeners("type: ssl, name: two, containerPort: 29093, usedForInnerBrokerCommunication: true")),
      problem: "\(`internal`)[1].usedForInnerBrokerCommunication: it has no effect: \(`internal`)[0] has it already; "
        + "write it in one listener only"),
    Case(
      rule: "controllersHaveTheirListener",
      text: manifest(
        internal: """
          [{type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true,
            usedForControllerCommunication: true}]
          """),
      problem: "!\(`internal`)[0].usedForControllerCommunication: brokers talk to each other over 'internal', which "
        + "Kafka does not let controllers share; give controllers an internal listener of their own"),
    Case(
      rule: "tlsListenersHaveCertificates",
      text: external(port.replacing("plaintext", with: "ssl")).replacing("sslSecrets", with: "serviceAnnotations")
        .replacing(", create: true", with: ""),
      problem: "\(external)[0].serverSSLCertSecret: listener 'external' is ssl, and nothing says where its certificate "
        + "comes from; name a Secret here, or write spec.listenersConfig.sslSecrets"),
    Case(
      rule: "tlsListenersHaveCertificates",
      text: external(port.replacing("plaintext", with: "sasl_ssl")).replacing("sslSecrets", with: "serviceAnnotations")
        .replacing(", create: true", with: ""),
      problem: "\(external)[0].serverSSLCertSecret: listener 'external' is sasl_ssl, and nothing says where its "
        + "certificate comes from; name a Secret here, or write spec.listenersConfig.sslSecrets"),
    Case(
      rule: "clientsHaveACertificate",
      text: manifest(
        internal: """
          [{type: ssl, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true,
            serverSSLCertSecret: {name: own}}]
          """
      ).replacing("sslSecrets", with: "serviceAnnotations").replacing(", create: true", with: ""),
      problem: "spec.clientSSLCertSecret: listener 'internal' is ssl, and the operator and Cruise Control have no "
        + "certificate to reach it with; name a Secret here, or write spec.listenersConfig.sslSecrets"),
    Case(
      rule: "portNamesFit", text: external(port.replacing("name: external", with: "name: external-one")),
      problem: "!\(external)[0].name: the port 'tcp-external-one' of Kafka's container would have a name of "
        + "16 characters, at most 15 are allowed; use a name of at most 11 characters"),
    Case(
      rule: "containerPortsDiffer", text: external(port.replacing("9094", with: "9020")),
      problem: "!\(external)[0].containerPort: port 9020 is that of the metrics; choose another containerPort"),
    Case(
      rule: "containerPortsDiffer",
      text: manifest(
        more: "additionalPorts: [{name: other, containerPort: 9094, protocol: UDP}, {name: x, containerPort: 9094}]"),
      problem: "!spec.additionalPorts[1].containerPort: port 9094 is that of listener 'external'; "
        + "choose another port, or leave it out"),
    Case(
      rule: "portNamesAreNames", text: external(port.replacing("name: external", with: "name: out-")),
      problem: "!\(external)[0].name: 'tcp-out-' cannot be the name of a port; "
        + "let no '-' stand beside another one or at the end"),
    Case(
      rule: "portNamesAreNames", text: manifest(more: "additionalPorts: [{containerPort: 8778}]"),
      problem: "!spec.additionalPorts[0].name: the field is missing: a Service with several ports has a name for each; "
        + "give the port a name"),
    Case(
      rule: "portNamesAreNames",
      text: manifest(more: "additionalPorts: [{name: remote-debugging, containerPort: 5005}]"),
      problem: "!spec.additionalPorts[0].name: 'remote-debugging' has 16 characters, the name of a port at most 15; "
        + "use a shorter name"),
    Case(
      rule: "portNamesDiffer",
      text: manifest(
        more: """
          envs: [{name: JMX_PORT, value: "5555"}]
          additionalPorts: [{name: metrics, containerPort: 1}, {name: jmx, containerPort: 2},
            {name: tcp-external, containerPort: 3}]
          """),
      problem: [("metrics", "the metrics"), ("jmx", "JMX_PORT"), ("tcp-external", "listener 'external'")].enumerated()
        .map {
          "!spec.additionalPorts[\($0)].name: the port '\($1.0)' of Kafka's container is that of \($1.1); use another name"
        }.joined(separator: " | ")),
    Case(
      rule: "referredListenersExist",
      text: manifest(
        internal: listeners("type: ssl, name: two, containerPort: 29093, externalListenerForHostname: outside")),
      problem: "\(`internal`)[1].externalListenerForHostname: there is no external listener 'outside'; "
        + "name one of spec.listenersConfig.externalListeners"),
    Case(
      rule: "referredListenersExist",
      text: manifest(brokers: "[{id: 0, brokerConfig: {nodePortExternalIP: {outside: 203.0.113.1}}}]"),
      problem: "spec.brokers[0].brokerConfig.nodePortExternalIP.outside: there is no external listener 'outside'; "
        + "name one of spec.listenersConfig.externalListeners"),
  ]

  static let access: [Case] = [
    Case(
      rule: "ingressControllerIsEnvoy", text: manifest(more: "ingressController: contour"),
      problem: "spec.ingressController: Contour is not used: Envoy carries the external traffic; "
        + "write 'envoy' or leave the field out"),
    Case(
      rule: "listenersAreServed", text: external(port + ", accessMethod: ClusterIP"),
      problem: "\(external)[0].accessMethod: listener 'external' gets no Envoy: ClusterIP has no address outside; "
        + "use LoadBalancer to reach it through Envoy, or contourIngressConfig with a brokerFQDNTemplate"),
    Case(
      rule: "accessIsWhole", text: external(port + ", tlsSecretName: tls"),
      problem: "\(external)[0].tlsSecretName: it has no effect here: Envoy terminates TLS only with "
        + "externalStartingPort: -1; leave it out"),
    Case(
      rule: "ingressConfigsExist",
      text: manifest(
        brokers: "[{id: 0}, {id: 1, brokerConfig: {brokerIngressMapping: [c]}}]",
        external: "[{\(port), config: {defaultIngressConfig: a, ingressConfig: {a: {}}}}]"),
      problem: "spec.brokers[1].brokerConfig.brokerIngressMapping: no listener has an ingress config 'c'; "
        + "name an entry of a listener's ingressConfig"),
    Case(
      rule: "accessPointNamesAreUnique",
      text: external(
        "type: plaintext, name: a-b, containerPort: 9094, externalStartingPort: 19090",
        "type: plaintext, name: a, containerPort: 9095, externalStartingPort: 29190, "
          + "config: {defaultIngressConfig: b, ingressConfig: {b: {}}}"),
      problem: "!\(external)[1]: its Envoy would be called 'a-b', as that of \(external)[0]; "
        + "rename the listener or the ingress config"),
    Case(
      rule: "brokerPortsAreValid", text: external(port.replacing("19090", with: "65534")),
      problem: "!\(external)[0].externalStartingPort: 65534 + broker id 2 is 65536, which is no port (1 to 65535); "
        + "choose a starting port that leaves room for every broker id"),
    Case(
      rule: "accessPointPortsDiffer", text: external(port + ", anyCastPort: 19091"),
      problem: "!\(external)[0].anyCastPort: port 19091 is also that of broker 1 (externalStartingPort + id); "
        + "choose an anyCastPort outside the brokers' ports"),
    Case(
      rule: "nodePortsDiffer",
      text: external(
        "type: plaintext, name: a, containerPort: 9094, externalStartingPort: 32000, accessMethod: NodePort",
        "type: plaintext, name: b, containerPort: 9095, externalStartingPort: 32002, accessMethod: NodePort"),
      problem: "!\(external)[1].externalStartingPort: node port 32002 of broker 0 is also that of broker 2 by "
        + "\(external)[0]; choose starting ports whose ranges do not overlap"),
    Case(
      rule: "nodePortsAreInRange", text: external(port + ", accessMethod: NodePort"),
      problem:
        "\(external)[0].externalStartingPort: node port 19090 of broker 0 is outside of Kubernetes' range, 30000 "
        + "to 32767; choose a starting port within it, unless the API server has another --service-node-port-range"),
    Case(
      rule: "hostNamesAreValid",
      text: manifest(
        external: "[{\(port.replacing("19090", with: "-1")), hostnameOverride: kafka.example.com, tlsSecretName: tls}]",
        more: "envoyConfig: {brokerHostnameTemplate: broker.example.com}"),
      problem:
        "!spec.envoyConfig.brokerHostnameTemplate: 'broker.example.com' has no %id, so every broker would have the "
        + "same name; put %id where the broker's id is to stand"),
    Case(
      rule: "hostsAreHosts", text: external(port + ", hostnameOverride: 'https://kafka.example.com'"),
      problem: "\(external)[0].hostnameOverride: 'https://kafka.example.com' is neither a host name nor an address, so "
        + "clients could not reach it; write the name alone, without a scheme and a port, such as kafka.example.com"),
    Case(
      rule: "hostsAreHosts",
      text: external(
        port + ", config: {defaultIngressConfig: a, ingressConfig: {a: {hostnameOverride: 'a.example.com:9094'}}}"),
      problem: "\(external)[0].config.ingressConfig.a.hostnameOverride: 'a.example.com:9094' is neither a host name "
        + "nor an address, so clients could not reach it; write the name alone, without a scheme and a port, such as "
        + "kafka.example.com"),
    Case(
      rule: "hostsAreHosts",
      text: manifest(
        brokers: "[{id: 0, brokerConfig: {nodePortExternalIP: {external: <public ip>}}}]",
        external: "[{\(port.replacing("19090", with: "32000")), accessMethod: NodePort}]"),
      problem: "spec.brokers[0].brokerConfig.nodePortExternalIP.external: '<public ip>' is no IP address, and "
        + "Kubernetes takes nothing else for externalIPs of a Service; write the address of a node, or leave it out and write "
        + "hostnameOverride"),
    Case(
      rule: "sourceRangesAreRanges",
      text: manifest(more: "envoyConfig: {loadBalancerSourceRanges: [10.0.0.0/8, 2001:db8::/32, 192.0.2.1]}"),
      problem: "spec.envoyConfig.loadBalancerSourceRanges[2]: '192.0.2.1' is no range of addresses, and Kubernetes "
        + "refuses the load balancer's Service; write an address and the length of its prefix, such as 203.0.113.0/24"),
    Case(
      rule: "sharedHostPortsDiffer",
      text: external(
        port + ", hostnameOverride: kafka.example.com",
        "type: plaintext, name: other, containerPort: 9095, externalStartingPort: 19092, anyCastPort: 29093, "
          + "hostnameOverride: kafka.example.com"),
      problem: "\(external)[1]: port 19092 of 'kafka.example.com' is also advertised by \(external)[0]; "
        + "give each listener ports or a host name of its own"),
  ]

  static let quorum: [Case] = [
    Case(
      rule: "metadataIsKeptSomewhere", text: manifest(more: "zkAddresses: []"),
      problem: "!spec.zkAddresses: the field is missing: without kRaft brokers need ZooKeeper; "
        + "list ZooKeeper's servers, or write 'kRaft: true'"),
    Case(
      rule: "quorumHasControllers", text: kRaft(["broker", "broker"]),
      problem: "!spec.brokers: no node is a controller: with kRaft nobody would keep the metadata; "
        + "write 'processRoles: [controller]' for one, three or five nodes"),
    Case(
      rule: "controllersAreReached",
      text: kRaft(["controller"], listeners: listeners("type: ssl, name: other, containerPort: 29093")),
      problem:
        "!\(`internal`): no listener has usedForControllerCommunication: with kRaft controllers are not reached; "
        + "write 'usedForControllerCommunication: true' in an internal listener of their own"),
    Case(
      rule: "controllersAreOdd", text: kRaft(["controller", "controller", "broker"]),
      problem: "spec.brokers: 2 controllers bear the loss of no more of them than 1 would; make it 1 or 3"),
    Case(
      rule: "quorumOutlastsPauses",
      text: manifest(
        brokers: "[{id: 0, paused: true, brokerConfig: {processRoles: [controller, broker]}}]",
        internal: kRaftListeners, more: "kRaft: true"),
      problem: "spec.brokers: 1 of 1 controllers are paused: the others are no majority, and the cluster stops; "
        + "pause fewer of them, or mean it"),
    Case(
      rule: "controllersHaveOneVolume",
      text: kRaft(
        ["controller"],
        broker:
          ", storageConfigs: [{mountPath: /a, emptyDir: {sizeLimit: 1Gi}}, {mountPath: /b, emptyDir: {sizeLimit: 1Gi}}]"
      ),
      problem: "spec.brokers[0]: the node is a controller alone and has 2 volumes, of which it uses '/a' only; "
        + "leave it one volume"),
    Case(
      rule: "quorumFitsVersion", text: manifest(more: "clusterImage: \"kafka:2.13-4.1.0\""),
      problem: "spec.kRaft: Kafka 4.1.0 has no ZooKeeper mode; write 'kRaft: true', or use Kafka 3.9 or older"),
    Case(
      rule: "quorumFitsVersion", text: manifest(more: "kafkaVersion: \"4.1.0\""),
      problem: "!spec.kRaft: Kafka 4.1.0 has no ZooKeeper mode; write 'kRaft: true', or use Kafka 3.9 or older"),
    Case(
      rule: "quorumFitsVersion", text: kRaft(["controller"], more: "clusterImage: \"kafka:3.2.1\""),
      problem: "spec.kRaft: Kafka 3.2.1 has no KRaft that is fit for use; use Kafka 3.3 or newer"),
    Case(
      rule: "quorumFitsVersion",
      text: kRaft(["controller"], more: "controllerQuorum: dynamic\nkafkaVersion: \"3.8.0\""),
      problem: "!spec.controllerQuorum: Kafka 3.8.0 has no dynamic quorum; use Kafka 3.9 or newer, or a static quorum"),
    Case(
      rule: "quorumFitsVersion", text: manifest(more: "controllerQuorum: dynamic"),
      problem: "spec.controllerQuorum: it has no effect here: there is no quorum without kRaft; "
        + "leave it out, or write 'kRaft: true'"),
  ]

  static let volumes: [Case] = [
    Case(
      rule: "volumesAreDescribed", text: storage("[{mountPath: /a}]"),
      problem: "!spec.brokers[0].brokerConfig.storageConfigs[0]: the volume '/a' has neither pvcSpec nor emptyDir; "
        + "write a pvcSpec, or an emptyDir for data that may be lost"),
    Case(
      rule: "volumesAreDescribed",
      text: storage(
        "[]",
        groups:
          "brokerConfigGroups: {g: {storageConfigs: [{mountPath: /a}]}, unused: {storageConfigs: [{mountPath: /b}]}}",
        more: ", brokerConfigGroup: g"),
      problem: "!spec.brokerConfigGroups.g.storageConfigs[0]: the volume '/a' has neither pvcSpec nor emptyDir; "
        + "write a pvcSpec, or an emptyDir for data that may be lost"),
    Case(
      rule: "claimsAreWhole", text: storage("[{mountPath: /a, pvcSpec: {accessModes: [ReadWriteOnce]}}]"),
      problem:
        "!spec.brokers[0].brokerConfig.storageConfigs[0].pvcSpec.resources.requests.storage: the field is missing: "
        + "a claim asks for a size; write a size, such as 100Gi"),
    Case(
      rule: "claimsAreWhole",
      text: storage("[{mountPath: /a, pvcSpec: {resources: {requests: {storage: 1Gi}}}}]"),
      problem: "!spec.brokers[0].brokerConfig.storageConfigs[0].pvcSpec.accessModes: the field is missing: "
        + "a claim has at least one access mode; write [ReadWriteOnce]"),
    Case(
      rule: "emptyDirsHaveALimit", text: storage("[{mountPath: /a, emptyDir: {}}]"),
      problem: "spec.brokers[0].brokerConfig.storageConfigs[0].emptyDir.sizeLimit: the field is missing: "
        + "Cruise Control cannot know how much the volume holds; write a size, such as 10Gi"),
    Case(
      rule: "brokersHaveVolumes", text: manifest(brokers: "[{id: 7}]"),
      problem: "spec.brokers[0]: broker 7 has no volume: its data is gone when its Pod is; "
        + "write storageConfigs in its brokerConfig or in its group"),
    Case(
      rule: "volumesAreApart",
      text: storage(
        "[{mountPath: /d, emptyDir: {sizeLimit: 1Gi}}, {mountPath: /d/kafka/e, emptyDir: {sizeLimit: 1Gi}}, "
          + "{mountPath: /d/e, emptyDir: {sizeLimit: 1Gi}}]"),
      problem: "!spec.brokers[0]: the volume '/d/kafka/e' is within Kafka's folder on the volume '/d'; "
        + "mount it elsewhere"),
    Case(
      rule: "lostVolumesExist",
      text: storage("[{mountPath: /a, emptyDir: {sizeLimit: 1Gi}}]", more: ", lostVolumes: [/a, /b]"),
      problem: "spec.brokers[0].lostVolumes[1]: broker 0 has no volume at '/b'; write the mountPath of a lost volume"),
  ]

  static let textsAndParts: [Case] = [
    Case(
      rule: "operatorsKeysAreLeftOut",
      text: manifest(
        brokers: "[{id: 0, readOnlyConfig: \"# a=b\\n broker.id : 3\\nlog.\\\\\\n  dirs=/x\\nnum.io.threads=8\", "
          + "brokerConfig: {storageConfigs: [{mountPath: /a, emptyDir: {sizeLimit: 1Gi}}]}}]"),
      problem: "spec.brokers[0].readOnlyConfig: 'broker.id' has no effect: the operator writes it; leave it out "
        + "| spec.brokers[0].readOnlyConfig: 'log.dirs' has no effect: the operator writes it; leave it out"),
    Case(
      rule: "operatorsKeysAreLeftOut",
      text: kRaft(["controller"], more: "readOnlyConfig: \"process.roles=broker\\nbroker.id=1\""),
      problem: "spec.readOnlyConfig: 'process.roles' has no effect: the operator writes it; leave it out"),
    Case(
      rule: "passwordsAreReferredTo",
      text: manifest(more: "cruiseControlConfig: {config: \"webserver.ssl.keystore.password=hush\"}"),
      problem: "spec.cruiseControlConfig.config: 'webserver.ssl.keystore.password' holds a secret that everybody reads "
        + "who reads the manifest; mount a Secret with it, and refer to its file"),
    Case(
      rule: "passwordsAreReferredTo",
      text: manifest(more: "envs: [{name: A, value: b}, {name: KEY_PASSWORD, value: hush}]"),
      problem: "spec.envs[1]: 'KEY_PASSWORD' holds a secret that everybody reads who reads the manifest; "
        + "write valueFrom with a secretKeyRef in place of the value"),
    Case(
      rule: "capacityIsJSON", text: manifest(more: "cruiseControlConfig: {capacityConfig: \"{\"}"),
      problem: "!spec.cruiseControlConfig.capacityConfig: it is no JSON; "
        + "write it as Cruise Control's capacity.json, or leave it out"),
    Case(
      rule: "capacityIsJSON", text: manifest(more: "cruiseControlConfig: {capacityConfig: \"{}\"}"),
      problem: "!spec.cruiseControlConfig.capacityConfig: it has no list 'brokerCapacities'; "
        + "write it as Cruise Control's capacity.json, or leave it out"),
    Case(
      rule: "quantitiesAreValid",
      text: manifest(more: "envoyConfig: {resourceRequirements: {limits: {cpu: 1, memory: 3GiB}}}"),
      problem: "!spec.envoyConfig.resourceRequirements.limits.memory: '3GiB' is no quantity; "
        + "write a number with a unit, such as 500m, 2 or 10Gi"),
    Case(
      rule: "requestsAreWithinLimits",
      text: manifest(
        brokers: "[{id: 0, brokerConfigGroup: g, brokerConfig: {resourceRequirements: {limits: {cpu: 500m}}}}]",
        more: "brokerConfigGroups: {g: {resourceRequirements: {requests: {cpu: \"1\"}}}}"),
      problem: "!spec.brokers[0].brokerConfig.resourceRequirements.requests.cpu: 1 is more than the limit, 500m; "
        + "ask for no more than the limit"),
    Case(
      rule: "trafficPoliciesAreKnown", text: external(port + ", externalTrafficPolicy: local"),
      problem: "!\(external)[0].externalTrafficPolicy: 'local' is no policy of a Service; use one of: Cluster, Local"),
    Case(
      rule: "budgetsAreWhole", text: manifest(more: "disruptionBudget: {create: true}"),
      problem: "!spec.disruptionBudget.budget: the field is missing: a budget is wanted, and nothing says how large; "
        + "write a number, such as \"1\""),
    Case(
      rule: "restartsAreAllowed", text: manifest(more: "rollingUpgradeConfig: {failureThreshold: 0}"),
      problem: "spec.rollingUpgradeConfig.failureThreshold: no broker is ever restarted: that many failures are always "
        + "reached; write 1 or more"),
    Case(
      rule: "metricsTopicFits",
      text: manifest(more: "cruiseControlConfig: {topicConfig: {partitions: 1, replicationFactor: 4}}"),
      problem: "spec.cruiseControlConfig.topicConfig.replicationFactor: 4 replicas need as many brokers, there are 3; "
        + "write 3 or less, or add brokers"),
  ]

  static let names: [Case] = [
    Case(
      rule: "namesFit",
      text: manifest().replacing("name: kafka\n", with: "name: \(String(repeating: "k", count: 50))\n"),
      problem: "!metadata.name: the name '\(String(repeating: "k", count: 50))-cruisecontrol-config' would have 71 "
        + "characters, at most 63 are allowed; use a shorter name for the cluster | "
        + "!\(external)[0].name: the name 'envoy-loadbalancer-external-\(String(repeating: "k", count: 50))' would have 78 "
        + "characters, at most 63 are allowed; use a shorter name for the listener, its ingress configs or the cluster"),
    Case(
      rule: "nameBeginsWithALetter", text: manifest().replacing("name: kafka\n", with: "name: 3kafka\n"),
      problem: "metadata.name: '3kafka' begins with a digit, and so would Services, which older versions of Kubernetes "
        + "refuse; use a name that begins with a letter"),
    Case(
      rule: "ingressConfigsCanBeNamed",
      text: external(port + ", config: {defaultIngressConfig: az_1, ingressConfig: {az_1: {}}}"),
      problem: "!\(external)[0].config.ingressConfig.az_1: 'az_1' cannot be part of the names of Kubernetes objects; "
        + "use a-z, 0-9 and '-', beginning and ending with a letter or digit"),
  ]

  static let cases: [Case] = nodes + [roles] + listenerCases + access + quorum + volumes + textsAndParts + names

  @Test(arguments: cases)
  func aBrokenRuleIsToldWithWhatToDo(_ example: Case) throws {
    let rule = try #require(KafkaClusterRules.all.first { $0.name == example.rule })
    let members = try #require(try document(example.text).value.objectValue)
    let object = ManifestObject(members: members, path: [])
    let spec = try #require(object.object("spec").map { KafkaCluster.Spec($0) })
    let cluster = KafkaCluster(
      namespace: "shop", name: object.object("metadata")?.string("name") ?? "", spec: spec, raw: .object(members),
      warnings: [])
    #expect(Self.shown(rule.problems(in: cluster)) == example.problem)
  }

  static func shown(_ problems: [ManifestProblem]) -> String {
    problems.map { ($0.isError ? "!" : "") + $0.description }.joined(separator: " | ")
  }

  /// A manifest of a case breaks no other rule so badly that it could not be used: its error is the only one.
  @Test(arguments: cases)
  func aManifestIsRefusedExactlyWhereARuleSaysSo(_ example: Case) throws {
    var refused: [ManifestProblem] = []
    do { _ = try cluster(example.text) } catch let error as ManifestErrors { refused = error.errors }
    let shown = Self.shown(refused.map { ManifestProblem(.error, at: $0.path, $0.message, remedy: $0.remedy) })
    #expect(shown == (example.problem.hasPrefix("!") ? example.problem : ""))
  }

  @Test func everyRuleHasItsManifest() {
    let tested = Set(Self.cases.map(\.rule) + ChangeRuleTests.cases.map(\.rule))
    #expect(Set(KafkaClusterRules.all.map(\.name)).subtracting(tested).isEmpty)
    #expect(tested.subtracting(KafkaClusterRules.all.map(\.name)).isEmpty)
    #expect(Set(KafkaClusterRules.all.map(\.name)).count == KafkaClusterRules.all.count)
  }

  /// A false alarm is as bad as a missing one.
  @Test(arguments: [
    manifest(
      external:
        "[{type: plaintext, name: external, containerPort: 9094, externalStartingPort: 0, accessMethod: NodePort}]"),
    kRaft(["controller", "controller", "controller", "broker"]), kRaft(["controller, broker"]),
    kRaft(["controller"], more: "clusterImage: \"kafka:4.1.0\"\ncontrollerQuorum: dynamic"),
    manifest(more: "envs: [{name: A_PASSWORD, valueFrom: {secretKeyRef: {name: a, key: b}}}]"),
    manifest(more: "cruiseControlConfig: {capacityConfig: '{\"brokerCapacities\": []}'}"),
    // Without a volume it is where Kafka's logs are; and a text may say where a key store is.
    manifest(more: "readOnlyConfig: log.dirs=/x"),
    external(port.replacing("plaintext", with: "sasl_ssl")).replacing("sslSecrets", with: "serviceAnnotations")
      .replacing(", create: true", with: "")
      + "\n  readOnlyConfig: listener.name.external.ssl.keystore.location=/mine.jks",
    manifest(
      external: """
        [{type: plaintext, name: a, containerPort: 9094, externalStartingPort: 30000, accessMethod: NodePort},
         {type: plaintext, name: b, containerPort: 9095, externalStartingPort: 30003, accessMethod: NodePort}]
        """),
  ])
  func whatIsFineIsNotSpokenOf(text: String) throws {
    let warnings = try cluster(text).otherWarnings.filter { !$0.message.contains("there is nothing to serve") }
    #expect(warnings.isEmpty, "\(warnings)")
  }
}
