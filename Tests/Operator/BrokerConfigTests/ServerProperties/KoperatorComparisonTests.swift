import JavaProperties
import BrokerConfig
import Foundation
import KafkaResources
import Testing

/// Every broker's configuration against what Koperator itself made of the same manifest, key by key.
@Suite struct KoperatorComparisonTests {
  /// Where the recorded run had its brokers.
  private let zones: [Int32: String] = [0: "zone-0", 1: "zone-2", 2: "zone-1"]

  /// What the recorded run knew: one load balancer for all, and nodes of one region with a zone each.
  private func facts(for cluster: KafkaCluster) -> RenderingFacts {
    var facts = RenderingFacts(defaultExternalAddress: "203.0.113.10")
    for broker in cluster.spec.brokers {
      facts.nodeLabels[broker.id] = [
        "failure-domain.beta.kubernetes.io/region": "region-1",
        "failure-domain.beta.kubernetes.io/zone": zones[broker.id] ?? "zone-3", "kubernetes.io/os": "linux",
      ]
    }
    return facts
  }

  @Test func everyKeyIsKoperatorsButForWhatIsMeantToDiffer() throws {
    guard let folder = Shared.find("koperator/rendered", orSkip: "server.properties against Koperator's") else {
      return
    }
    let meant = try MeantDifference.all()
    #expect(!meant.isEmpty)
    #expect(Set(meant).count == meant.count, "a row is there twice")
    var needed: Set<MeantDifference> = []
    var compared = 0
    for sample in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let cluster = try cluster(Shared.text(Shared.folder.appending(path: "koperator/samples/\(sample).yaml")))
      let facts = facts(for: cluster)
      for broker in cluster.spec.brokers {
        let file = folder.appending(path: "\(sample)/server.properties-\(broker.id)")
        let theirs = try JavaProperties(text: Shared.text(file))
        let ours = try ServerProperties(of: broker, in: cluster, facts: facts).properties
        for key in Set(theirs.keys).union(ours.keys).sorted() where theirs[key] != ours[key] {
          let rows = meant.filter { $0.matches(sample: sample, key: key) }
          needed.formUnion(rows)
          #expect(
            !rows.isEmpty,
            "\(sample), broker \(broker.id), \(key): Koperator has \(theirs[key] ?? "nothing"), we \(ours[key] ?? "nothing")"
          )
        }
        compared += 1
      }
    }
    #expect(compared == 30)
    for row in meant where !needed.contains(row) {
      Issue.record("docs/differences.md: no difference needs the row of \(row.sample), \(row.key)")
    }
  }
}
