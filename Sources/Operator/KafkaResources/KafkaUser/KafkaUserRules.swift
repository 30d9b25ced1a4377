import JSON

/// A rule about a user.
public typealias KafkaUserRule = ManifestRule<KafkaUser>

/// The rules about a user. Each gives the path, what is wrong and what to do about it.
public enum KafkaUserRules {
  /// Every rule, in the order in which its findings are told.
  public static let all: [KafkaUserRule] = [
    .init("grantsCanBeMade", grantsCanBeMade), .init("grantsDiffer", grantsDiffer),
    .init("signerIsNamed", signerIsNamed), .init("keyStoresNeedACertificate", keyStoresNeedACertificate),
    .init("nameFitsCertificate", nameFitsCertificate), .init(change: "secretStays", secretStays),
  ]

  /// What breaks the rules.
  ///
  /// - Parameters:
  ///   - new: The user as it is wanted.
  ///   - old: The user as it was wanted before; nil for a new one.
  public static func problems(in new: KafkaUser, replacing old: KafkaUser? = nil) -> [ManifestProblem] {
    all.flatMap { $0.problems(in: new, replacing: old) }
  }

  private static let path = JSONPath(keys: "spec")
  private static let grantsPath = JSONPath(keys: "spec", "topicGrants")

  /// Kafka makes ACLs of the types literal and prefixed only; with the others ACLs are searched (KIP-290).
  private static func grantsCanBeMade(_ user: KafkaUser) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, grant) in user.spec.topicGrants.enumerated()
    where grant.patternType == .match || grant.patternType == .any {
      problems.append(
        ManifestProblem(
          .warning, at: grantsPath.appending(index).appending("patternType"),
          "Kafka makes no ACL of type '\(grant.patternType.rawValue)'", remedy: "use literal or prefixed"))
    }
    return problems
  }

  private static func grantsDiffer(_ user: KafkaUser) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var first: [KafkaUser.TopicGrant: Int] = [:]
    for (index, grant) in user.spec.topicGrants.enumerated() {
      guard let earlier = first[grant] else {
        first[grant] = index
        continue
      }
      problems.append(
        ManifestProblem(
          .warning, at: grantsPath.appending(index), "it grants the same as \(grantsPath.appending(earlier))",
          remedy: "leave it out"))
    }
    return problems
  }

  private static func signerIsNamed(_ user: KafkaUser) -> [ManifestProblem] {
    guard let backend = user.spec.pkiBackendSpec, user.spec.createCert else { return [] }
    let place = path.appending("pkiBackendSpec")
    guard backend.pkiBackend == .kubernetesCSR else {
      if backend.issuerRef != nil { return [] }
      return [
        ManifestProblem(
          .warning, at: place.appending("issuerRef"), "the field is missing: the issuer is the cluster's",
          remedy: "name an issuer, or leave pkiBackendSpec out")
      ]
    }
    guard let signer = backend.signerName else {
      return [
        ManifestProblem(
          .error, at: place.appending("signerName"),
          "the field is missing: a certificate signing request names its signer",
          remedy: "write a name such as clusterissuers.cert-manager.io/kafka")
      ]
    }
    let parts = signer.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, NamePattern.isSubdomain(String(parts[0])), !parts[1].isEmpty { return [] }
    return [
      ManifestProblem(
        .warning, at: place.appending("signerName"),
        "'\(signer)' is no signer's name, which Kubernetes takes as domain/name",
        remedy: "write a name such as clusterissuers.cert-manager.io/kafka")
    ]
  }

  private static func keyStoresNeedACertificate(_ user: KafkaUser) -> [ManifestProblem] {
    guard user.spec.includeJKS, !user.spec.createCert else { return [] }
    return [
      ManifestProblem(
        .warning, at: path.appending("includeJKS"), "it has no effect: no certificate is made (createCert is false)",
        remedy: "leave it out")
    ]
  }

  /// A common name has at most 64 characters (RFC 5280).
  private static func nameFitsCertificate(_ user: KafkaUser) -> [ManifestProblem] {
    guard user.spec.createCert, user.name.utf8.count > 64 else { return [] }
    return [
      ManifestProblem(
        .warning, at: JSONPath(keys: "metadata", "name"),
        "it has \(user.name.utf8.count) characters, and as the common name of a certificate at most 64 are allowed",
        remedy: "use a shorter name")
    ]
  }

  private static func secretStays(_ new: KafkaUser, _ old: KafkaUser) -> [ManifestProblem] {
    if new.spec.secretName == old.spec.secretName { return [] }
    return [
      ManifestProblem(
        .warning, at: path.appending("secretName"),
        "clients that read the Secret '\(old.spec.secretName)' get no new certificate there any more",
        remedy: "move them to '\(new.spec.secretName)' before the old certificate ends")
    ]
  }
}
