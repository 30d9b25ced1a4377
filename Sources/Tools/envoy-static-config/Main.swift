import ClusterTopology
import EnvoyAPI
import EnvoyConfig
import Glibc
import JSON
import KafkaResources
import Protobuf

/// Prints generated configuration in forms that `envoy --mode validate` reads from a file, for the peer test:
///
///     envoy-static-config resources BROKERS [LISTEN-ADDRESS]
///         every resource of an access point, as static ones
///     envoy-static-config names BROKERS
///         the same where brokers are told apart by host name
///     envoy-static-config bootstrap [DIRECTORY]
///         the bootstrap file; with a directory, with mTLS by its files
///     envoy-static-config secret NUMBER DIRECTORY
///         a secret file of that bootstrap
///     envoy-static-config running ADDRESS DIRECTORY [BROKER…]
///         what a running Envoy needs without a control plane: it binds ADDRESS, the brokers are at the others
@main
enum EnvoyStaticConfig {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let text = try text(for: Array(arguments)) else {
      print(
        "usage: resources BROKERS [LISTEN-ADDRESS] | names BROKERS | bootstrap [DIRECTORY] | secret NUMBER DIRECTORY "
          + "| running ADDRESS DIRECTORY [BROKER...]")
      exit(2)
    }
    print(text)
  }

  private static func text(for arguments: [String]) throws -> String? {
    switch (arguments.first, arguments.count) {
    case ("resources", 2...3):
      guard let brokers = Int(arguments[1]) else { return nil }
      guard let address = IPAddress(arguments.count == 3 ? arguments[2] : "0.0.0.0") else { return nil }
      return try text(of: resources(brokers: brokers, listening: address))
    case ("names", 2):
      guard let brokers = Int(arguments[1]) else { return nil }
      return try text(of: resources(brokers: brokers, listening: .everyIPv4Address, byName: true))
    case ("bootstrap", 1...2):
      return try text(of: bootstrap(directory: arguments.count == 2 ? arguments[1] : nil).message)
    case ("secret", 3):
      guard let number = Int(arguments[1]) else { return nil }
      return try text(of: bootstrap(directory: arguments[2]).secretFiles[number].content)
    case ("running", 3...):
      guard let address = IPAddress(arguments[1]) else { return nil }
      return try text(
        of: running(on: address, directory: arguments[2], brokers: arguments.dropFirst(3).compactMap { IPAddress($0) }))
    default: return nil
    }
  }

  private static func text(of message: some ProtobufMessage) throws -> String {
    try message.jsonValue(registry: EnvoyTypes.registry).text(style: .pretty)
  }

  private static func cluster(brokers: Int, byName: Bool = false) throws -> KafkaCluster {
    var list: [JSONValue] = []
    for id in 0..<brokers { list.append(["id": .number(JSONNumber(id))]) }
    var listener: JSONObject = [
      "type": "plaintext", "name": "external", "containerPort": 9094, "externalStartingPort": 19090,
    ]
    if byName {
      listener["type"] = "ssl"
      listener["accessMode"] = "sni"
      listener["hostnameOverride"] = "kafka.example.com"
    }
    return try KafkaCluster(manifest: [
      "apiVersion": "kafka.banzaicloud.io/v1beta1", "kind": "KafkaCluster",
      "metadata": ["name": "kafka", "namespace": "kafka"],
      "spec": [
        "zkAddresses": ["zookeeper:2181"], "brokers": .array(list),
        "listenersConfig": [
          "internalListeners": [
            ["type": "plaintext", "name": "internal", "containerPort": 29092, "usedForInnerBrokerCommunication": true]
          ], "externalListeners": [.object(listener)],
        ],
        "envoyConfig": [
          "enableHealthCheckHttp10": true, "brokerHostnameTemplate": "broker-%id.kafka.example.com",
        ],
      ],
    ])
  }

  private static func accessPoint(of topology: ClusterTopology) -> AccessPoint {
    guard let point = topology.accessPoint("external") else { fatalError("the access point is missing") }
    return point
  }

  private static func resources(
    brokers: Int, listening address: IPAddress, byName: Bool = false
  ) throws -> Bootstrap {
    var places: [IPAddress] = []
    for id in 0..<brokers {
      // Every third broker is reached by IPv6.
      let text = id % 3 == 2 ? "fd00::\(String(id + 1, radix: 16))" : "10.0.\(id / 250).\(id % 250 + 1)"
      if let place = IPAddress(text) { places.append(place) }
    }
    return Bootstrap { bootstrap in
      bootstrap.staticResources = Bootstrap.StaticResources()
    }.adding(try resources(places, listening: address, byName: byName))
  }

  private static func resources(
    _ brokers: [IPAddress], listening address: IPAddress, byName: Bool = false
  ) throws -> EnvoyResources {
    let cluster = try cluster(brokers: brokers.count, byName: byName)
    var reports: [BrokerReport] = []
    for (id, place) in brokers.enumerated() {
      reports.append(BrokerReport(id: Int32(id), location: BrokerLocation(address: place), health: .healthy))
    }
    var membership = BootstrapMembership()
    let topology = ClusterTopology(cluster, reports: BrokerReports(reports), membership: &membership, at: .zero)
    return EnvoyResources(
      of: topology, accessPoint: accessPoint(of: topology), options: EnvoyOptions(listenAddress: address))
  }

  private static func running(on address: IPAddress, directory: String, brokers: [IPAddress]) throws -> Bootstrap {
    let topology = ClusterTopology(try cluster(brokers: brokers.count), membership: BootstrapMembership())
    var options = EnvoyBootstrapOptions(controlPlaneHost: "127.0.0.1", controlPlanePort: 1)
    options.nodeID = "envoy-0"
    options.adminSocket = directory + "/admin.sock"
    options.listenAddress = address
    options.maximumConnections = 100
    var message = try EnvoyBootstrap(accessPoint: accessPoint(of: topology), options: options).message
    message.dynamicResources = nil
    return message.adding(try resources(brokers, listening: address))
  }

  private static func bootstrap(directory: String?) throws -> EnvoyBootstrap {
    let topology = ClusterTopology(try cluster(brokers: 3), membership: BootstrapMembership())
    var options = EnvoyBootstrapOptions(controlPlaneHost: "localhost", controlPlanePort: 18000)
    options.nodeID = "envoy-0"
    options.adminSocket = (directory ?? "/tmp") + "/admin.sock"
    options.maximumHeapBytes = 1 << 30
    if let directory {
      options.tls = EnvoyBootstrapOptions.TLS(
        certificate: directory + "/tls.crt", privateKey: directory + "/tls.key",
        certificateAuthority: directory + "/ca.crt", secretDirectory: directory)
    }
    return try EnvoyBootstrap(accessPoint: accessPoint(of: topology), options: options)
  }
}

extension Bootstrap {
  /// With every resource as a static one: clusters hold their endpoints themselves, as a file cannot hold a stream.
  fileprivate func adding(_ resources: EnvoyResources) -> Bootstrap {
    var result = self
    result.staticResources?.listeners.append(contentsOf: resources.listeners)
    for (cluster, endpoints) in zip(resources.clusters, resources.endpoints) {
      var cluster = cluster
      cluster.clusterDiscoveryType = .type(.static)
      cluster.edsClusterConfig = nil
      cluster.loadAssignment = endpoints
      result.staticResources?.clusters.append(cluster)
    }
    return result
  }
}
