import ClusterTopology
import EnvoyAPI
import Foundation
import JSON
import KafkaResources
import XDS
import YAML

@testable import EnvoyConfig

/// Where the tests' files are.
enum Places {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let package = tests.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder beside the project that has Koperator's samples: `KOPERATOR_SHARED`, else `../shared`.
  static var shared: URL {
    if let path = ProcessInfo.processInfo.environment["KOPERATOR_SHARED"] { return URL(filePath: path) }
    return package.appending(path: "../shared").standardizedFileURL
  }

  static func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }
}

struct MissingDocument: Error {}

func document(_ text: String) throws -> YAMLDocument {
  for document in try YAML.documents(in: text) { return document }
  throw MissingDocument()
}

/// The ways of access, as members of an external listener.
enum Mode: String, CaseIterable {
  case ports
  case sni
  case termination

  var listener: JSONValue {
    switch self {
    case .ports:
      [
        "type": "plaintext", "name": "external", "containerPort": 9094, "externalStartingPort": 19090,
        "anyCastPort": 29192,
      ]
    case .sni:
      [
        "type": "ssl", "name": "external", "containerPort": 9094, "accessMode": "sni", "anyCastPort": 29192,
        "hostnameOverride": "kafka.example.com",
      ]
    case .termination:
      [
        "type": "plaintext", "name": "external", "containerPort": 9094, "externalStartingPort": -1,
        "anyCastPort": 29192,
        "hostnameOverride": "kafka.example.com", "tlsSecretName": "kafka-tls",
      ]
    }
  }
}

/// A cluster of these brokers with one external listener.
func cluster(brokers: [Int], mode: Mode = .ports, envoy: JSONValue = [:]) throws -> KafkaCluster {
  var list: [JSONValue] = []
  for id in brokers { list.append(["id": .number(JSONNumber(id))]) }
  let listener = mode.listener
  var envoy = envoy
  if mode != .ports { envoy["brokerHostnameTemplate"] = "broker-%id.kafka.example.com" }
  return try KafkaCluster(manifest: [
    "apiVersion": "kafka.banzaicloud.io/v1beta1", "kind": "KafkaCluster",
    "metadata": ["name": "kafka", "namespace": "shop"],
    "spec": [
      "zkAddresses": ["zookeeper:2181"], "brokers": .array(list), "envoyConfig": envoy,
      "listenersConfig": [
        "internalListeners": [
          ["type": "plaintext", "name": "internal", "containerPort": 29092, "usedForInnerBrokerCommunication": true]
        ], "externalListeners": [listener],
      ],
    ],
  ])
}

/// Reports of brokers at 10.0.0.(id + 1); `health` by id, healthy where it is not said.
func reports(_ brokers: [Int], health: [Int: BrokerHealth] = [:], network: String = "10.0.0.") -> BrokerReports {
  var list: [BrokerReport] = []
  for id in brokers {
    guard let address = IPAddress("\(network)\(id + 1)") else { continue }
    list.append(
      BrokerReport(id: Int32(id), location: BrokerLocation(address: address), health: health[id] ?? .healthy))
  }
  return BrokerReports(list)
}

/// The resources of the access point `external`.
func resources(
  _ cluster: KafkaCluster, _ reports: BrokerReports, options: EnvoyOptions = EnvoyOptions(),
  certificate: ServerCertificate? = nil
) throws -> EnvoyResources {
  var membership = BootstrapMembership()
  let topology = ClusterTopology(cluster, reports: reports, membership: &membership, at: .zero)
  guard let point = topology.accessPoint("external") else { throw MissingDocument() }
  return EnvoyResources(of: topology, accessPoint: point, options: options, certificate: certificate)
}

/// The bytes of resources by type and name.
func bytes(_ resources: EnvoyResources) -> [XDSResourceName: [UInt8]] {
  var all: [XDSResourceName: [UInt8]] = [:]
  for resource in resources.xdsResources {
    all[XDSResourceName(type: resource.type, name: resource.name)] = resource.body
  }
  return all
}

/// The names whose bytes differ.
func changes(from old: EnvoyResources, to new: EnvoyResources) -> Set<String> {
  let before = bytes(old)
  let after = bytes(new)
  var names: Set<String> = []
  for key in Set(before.keys).union(after.keys) where before[key] != after[key] {
    let type = key.type.rawValue.split(separator: ".").last ?? ""
    names.insert("\(type) \(key.name)")
  }
  return names
}
