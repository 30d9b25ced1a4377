import JSON
import KafkaResources

/// Who may do everything: the brokers and the operator, by the subjects of their certificates.
struct SuperUsers {
  /// Kafka's names of them, each once.
  private(set) var principals: [String] = []
  /// The Secrets whose certificate's subject is not known.
  private(set) var unknown: [String] = []

  init(of cluster: KafkaCluster, facts: RenderingFacts) {
    let subjects = CertificateSubjects(of: cluster)
    for listener in cluster.spec.listenersConfig.internalListeners where listener.common.type == .ssl {
      add(cluster.keyStores(of: listener.common), subject: subjects.brokers, facts)
    }
    add(cluster.clientKeyStores, subject: subjects.client, facts)
  }

  private mutating func add(_ stores: KeyStores?, subject: String, _ facts: RenderingFacts) {
    switch stores {
    case nil: return
    case .pem: append("User:\(subject)")
    case .java(let secret):
      if let known = facts.certificateSubjects[secret] {
        append("User:\(known)")
      } else if !unknown.contains(secret) {
        unknown.append(secret)
      }
    }
  }

  private mutating func append(_ principal: String) {
    if !principals.contains(principal) { principals.append(principal) }
  }

  /// These, then those that the manifest names (`User:a;User:b`); nil where there are none.
  func union(_ text: String?) -> String? {
    var all = principals
    for principal in (text ?? "").split(separator: ";") where !all.contains(String(principal)) {
      all.append(String(principal))
    }
    return all.isEmpty ? nil : all.joined(separator: ";")
  }

  /// Where a name is missing because nobody said what a Secret holds.
  var warnings: [ManifestProblem] {
    unknown.map {
      ManifestProblem(
        .warning, at: .spec("readOnlyConfig"),
        "super.users lacks the subject of the certificate in the Secret '\($0)', which is not read here",
        remedy: "name it in super.users")
    }
  }
}
