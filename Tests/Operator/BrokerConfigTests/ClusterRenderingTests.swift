import Foundation
import JSON
import KafkaResources
import KubernetesObjects
import Testing

@testable import BrokerConfig

/// What the recorded runs of Koperator knew, for the manifests beside the project.
enum RecordedFacts {
  static func facts(for cluster: KafkaCluster) -> RenderingFacts {
    var facts = RenderingFacts(defaultExternalAddress: "203.0.113.10", clusterID: "zlFiTJelTOuhnklFwLWixw")
    for broker in cluster.spec.brokers {
      facts.nodeLabels[broker.id] = [
        "failure-domain.beta.kubernetes.io/region": "region-1", "failure-domain.beta.kubernetes.io/zone": "zone-1",
      ]
    }
    return facts
  }
}

@Suite struct ClusterRenderingTests {
  /// One object of a recorded run. Pods and claims have random ends of names: the node's id stands for them.
  private func name(_ resource: String, _ name: String) throws -> String {
    guard resource == "pods" || resource == "persistentvolumeclaims" else { return "\(resource) \(name)" }
    let id = try #require(name.firstMatch(of: /^kafka-(controller-)?([0-9]+)(-|$)/)).output.2
    return "\(resource) of \(id)"
  }

  private func recorded(_ text: String) throws -> [String] {
    // What the operator makes certificates with is no part of a rendering.
    let others: Set<String> = ["clusterissuers", "certificates", "kafkausers", "secrets"]
    var names: [String] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if words.count == 3, !others.contains(words[1]) { names.append(try name(words[1], words[2])) }
    }
    return names
  }

  private func rendered(_ rendering: ClusterRendering) throws -> [String] {
    try rendering.objects.map { try name(type(of: $0).kind.lowercased() + "s", $0.metadata.name) }
  }

  @Test func objectsHaveKoperatorsNamesAndComeInItsOrder() throws {
    guard let folder = Shared.find("koperator/rendered", orSkip: "the comparison of objects") else { return }
    let samples = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(samples.count == 9)
    for sample in samples {
      let manifest = try cluster(Shared.text(Shared.folder.appending(path: "koperator/samples/\(sample).yaml")))
      let rendering = try ClusterRendering(of: manifest, facts: RecordedFacts.facts(for: manifest))
      let ours = try rendered(rendering)
      let theirs = try recorded(Shared.text(folder.appending(path: "\(sample)/objects.txt")))
      #expect(ours.sorted() == theirs.sorted(), "\(sample)")
      // Koperator makes claims all at once, and with racks ConfigMaps behind the Pods that mount them.
      if sample == "kafkacluster_with_ssl_groups" { continue }
      let isOrdered = { (name: String) in !name.hasPrefix("persistentvolumeclaims") }
      #expect(ours.filter(isOrdered) == theirs.filter(isOrdered), "\(sample)")
      #expect(ours.firstIndex { !isOrdered($0) } == theirs.firstIndex { !isOrdered($0) }, "\(sample)")
    }
  }

  @Test func whatIsSaidOfEveryBrokerIsSaidOnce() throws {
    let manifest = try cluster(
      """
      spec:
        zkAddresses: [zookeeper:2181]
        headlessServiceEnabled: true
        oneBrokerPerNode: false
        rollingUpgradeConfig: {failureThreshold: 1}
        cruiseControlConfig: {}
        readOnlyConfig: broker.id=7
        brokers: [{id: 0}, {id: 1}]
        listenersConfig:
          internalListeners:
            - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
      """)
    let warnings = try ClusterRendering(of: manifest, facts: RenderingFacts()).warnings
    #expect(warnings.filter { $0.message.hasPrefix("'broker.id' has no effect") }.count == 1)
  }

  @Test func theSameManifestGivesTheSameBytes() throws {
    guard let folder = Shared.find("koperator/samples", orSkip: "the bytes of the samples") else { return }
    let manifest = try cluster(Shared.text(folder.appending(path: "simplekafkacluster_with_sasl.yaml")))
    let texts = try (0..<2).map { _ in
      try ClusterRendering(of: manifest, facts: RecordedFacts.facts(for: manifest)).objects.map { $0.json.text() }
    }
    #expect(texts[0] == texts[1])
  }
}
