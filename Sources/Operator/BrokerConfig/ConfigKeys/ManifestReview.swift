import JSON
public import KafkaResources
public import YAML

/// Everything that can be said of manifests by looking at them: what the schema and the rules find, what Kafka would not
/// understand in its configuration, and what does not go together.
public struct ManifestReview: Sendable {
  /// What is said of one document.
  public enum Verdict: Sendable {
    /// It is fine, but for these warnings.
    case accepted(KafkaResource, warnings: [ManifestProblem])
    /// It is refused; some of the problems may be warnings.
    case refused([ManifestProblem])
    /// It is none of ours, and nothing is said of it; the kind, as far as there is one.
    case leftOut(kind: String)
    /// It holds nothing.
    case empty
  }

  /// What is said of each document, in their order.
  public let verdicts: [Verdict]

  /// Looks at documents.
  ///
  /// - Parameter defaultNamespace: The namespace of manifests that name none.
  public init(of documents: [YAMLDocument], defaultNamespace: String = "default") {
    var read: [KafkaResource] = []
    var places: [Int] = []
    var verdicts: [Verdict] = []
    for (index, document) in documents.enumerated() {
      do throws(ManifestErrors) {
        guard let resource = try KafkaResource(document: document, defaultNamespace: defaultNamespace) else {
          verdicts.append(Self.verdict(onOther: document))
          continue
        }
        verdicts.append(.accepted(resource, warnings: resource.warnings))
        read.append(resource)
        places.append(index)
      } catch {
        verdicts.append(.refused(Self.inOrder(error.problems)))
      }
    }
    let versions = Self.versions(of: read)
    for (position, found) in KafkaResourceSet(read).problems().enumerated() {
      let resource = read[position]
      let document = documents[places[position]]
      let more = found + Self.configProblems(of: resource, versions)
      let all = Self.inOrder(resource.warnings + more.map { $0.located(in: document) })
      verdicts[places[position]] =
        all.contains(where: \.isError) ? .refused(all) : .accepted(resource, warnings: all)
    }
    self.verdicts = verdicts
  }

  private static func verdict(onOther document: YAMLDocument) -> Verdict {
    if document.value.isNull { return .empty }
    let kinds = ResourceSchema.all.map(\.kind).joined(separator: ", ")
    if let kind = document.value["kind"]?.stringValue {
      let version = document.value["apiVersion"]?.stringValue ?? ""
      guard version.hasPrefix(ResourceSchema.group + "/") else { return .leftOut(kind: kind) }
      let problem = ManifestProblem(
        .error, at: [.key("kind")], "'\(kind)' is no kind of \(ResourceSchema.group)", remedy: "write one of: \(kinds)")
      return .refused([problem.located(in: document)])
    }
    let marks = ["kind", "apiVersion", "metadata", "spec"]
    if let members = document.value.objectValue, !marks.contains(where: { members[$0] != nil }) {
      return .leftOut(kind: "document that is no manifest")
    }
    let problem = ManifestProblem(
      .error, at: document.value.objectValue == nil ? [] : [.key("kind")],
      document.value.objectValue == nil ? "it is no manifest" : "the field is missing",
      remedy: "write a manifest of one of these kinds: \(kinds)")
    return .refused([problem.located(in: document)])
  }

  /// The version of Kafka that the brokers of each cluster run, by namespace and name.
  private static func versions(of resources: [KafkaResource]) -> [String: KafkaVersion] {
    var versions: [String: KafkaVersion] = [:]
    for case .cluster(let cluster) in resources {
      versions["\(cluster.namespace)/\(cluster.name)"] =
        cluster.spec.brokers.compactMap { cluster.spec.kafkaVersion(of: $0) }.min()
    }
    return versions
  }

  private static func configProblems(
    of resource: KafkaResource, _ versions: [String: KafkaVersion]
  ) -> [ManifestProblem] {
    switch resource {
    case .cluster(let cluster): return cluster.configProblems + cluster.partProblems
    case .topic(let topic):
      let checker = ConfigChecker(version: versions["\(topic.clusterNamespace)/\(topic.spec.clusterRef.name)"])
      let path: JSONPath = [.key("spec"), .key("config")]
      return topic.spec.config.sorted { $0.key < $1.key }.compactMap {
        checker.problem(key: $0.key, value: $0.value, at: path, .topic)
      }
    case .user, .operation: return []
    }
  }

  /// As they stand in the text; those of one place as they were found.
  private static func inOrder(_ problems: [ManifestProblem]) -> [ManifestProblem] {
    problems.enumerated().sorted { left, right in
      let places = [left, right].map { ($0.element.line ?? 0, $0.element.column ?? 0, $0.offset) }
      return places[0] < places[1]
    }.map(\.element)
  }
}
