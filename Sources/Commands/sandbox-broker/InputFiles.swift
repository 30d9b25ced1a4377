import JavaProperties
import BuiltInBroker
import Certificates
import Cryptography
import Foundation
import Transport

/// Reads what a broker is started with: its properties, and the stores of its keys.
enum InputFiles {
  /// The configuration of a file, with what the command line overrides.
  static func configuration(_ path: String, overrides: [String]) throws(BuiltInBrokerError) -> BrokerConfiguration {
    var values = try properties(path)
    for override in overrides {
      guard let equals = override.firstIndex(of: "=") else {
        throw BuiltInBrokerError(.configuration, "--override", "\"\(override)\" is no pair: write key=value")
      }
      values[String(override[..<equals])] = String(override[override.index(after: equals)...])
    }
    var configuration = try BrokerProperties(
      values, readProperties: { path throws(BuiltInBrokerError) in try properties(path) },
      openStore: { source throws(BuiltInBrokerError) in try keyMaterial(source) }
    ).configuration()
    if configuration.usesZooKeeper {
      // Brokers that name the same ZooKeeper are of one cluster.
      configuration.clusterID = identifier(of: values["zookeeper.connect"] ?? path)
    }
    return configuration
  }

  private static func properties(_ path: String) throws(BuiltInBrokerError) -> [String: String] {
    let text: String
    do { text = String(decoding: try PEM(file: path).bytes, as: UTF8.self) } catch {
      throw BuiltInBrokerError(.configuration, path, error.message, cause: error.cause)
    }
    do {
      var values: [String: String] = [:]
      for (key, value) in try JavaProperties(text: text) { values[key] = value }
      return values
    } catch {
      throw BuiltInBrokerError(.configuration, path, "it is no file of properties: \(error)")
    }
  }

  private static func keyMaterial(_ source: KeyStoreSource) throws(BuiltInBrokerError) -> KeyMaterial {
    do {
      let contents = try KeyStoreContents(
        source.bytes, password: source.password, keyPassword: source.keyPassword)
      return KeyMaterial(
        certificateChain: Array(contents.certificateChain.utf8), privateKey: Array((contents.key?.reveal() ?? "").utf8),
        authorities: Array(contents.authorities.utf8))
    } catch {
      throw BuiltInBrokerError(.keyStore, source.path, error.message, cause: error.cause)
    }
  }

  /// An identifier of a cluster, the same for the same text.
  private static func identifier(of text: String) -> String {
    StorageFormat.identifier(of: Digest.hash(Array(text.utf8))).description
  }
}
