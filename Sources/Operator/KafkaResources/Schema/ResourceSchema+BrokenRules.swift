public import JSON

/// A rule of a definition that a manifest breaks, in the words of an API server.
public struct BrokenRule: Sendable, Hashable {
  /// The place of the rule, `spec.listenersConfig`; the elements of a list are not told apart.
  public let place: String
  /// The rule's message.
  public let message: String
}

extension ResourceSchema {
  /// The rules of the definition that a manifest breaks, found by the rules that they are a part of. Where a rule is written
  /// in several expressions, all of them count as broken.
  ///
  /// - Parameter old: The manifest that it replaces; rules about changes say nothing without one.
  public func brokenRules(in manifest: JSONValue, replacing old: JSONValue? = nil) -> [BrokenRule] {
    var broken = missing(in: manifest)
    for expression in brokenExpressions(in: manifest, replacing: old) {
      let rule = BrokenRule(place: expression.place, message: expression.message)
      if !broken.contains(rule) { broken.append(rule) }
    }
    return broken
  }

  private func brokenExpressions(in manifest: JSONValue, replacing old: JSONValue?) -> [CELExpression] {
    switch kind {
    case KafkaCluster.kind:
      let (new, before) = (cluster(manifest), old.map(cluster))
      return KafkaClusterRules.all.filter { Self.isBroken($0.problems(in: new, replacing: before)) }
        .flatMap(\.expressions)
    case KafkaTopic.kind:
      guard let new = try? KafkaTopic(manifest: manifest) else { return topicExpressions(manifest) }
      let before = old.flatMap { try? KafkaTopic(manifest: $0) }
      return KafkaTopicRules.all.filter { Self.isBroken($0.problems(in: new, replacing: before)) }
        .flatMap(\.expressions)
    default: return []
    }
  }

  private static func isBroken(_ problems: [ManifestProblem]) -> Bool { problems.contains { $0.isError } }

  /// A cluster with whatever can be read of it: it need not be valid.
  private func cluster(_ manifest: JSONValue) -> KafkaCluster {
    let reading = ManifestReading(manifest, self)
    return KafkaCluster(
      namespace: reading.namespace ?? "", name: reading.name, spec: KafkaCluster.Spec(reading.spec), raw: manifest,
      warnings: [])
  }

  /// What is wrong with a topic that is refused: its rules look at one field each.
  private func topicExpressions(_ manifest: JSONValue) -> [CELExpression] {
    do throws(ManifestErrors) {
      _ = try KafkaTopic(manifest: manifest)
      return []
    } catch {
      let paths = Set(error.errors.map(\.path.description))
      return KafkaTopicRules.all.flatMap(\.expressions).filter { paths.contains($0.place) }
    }
  }

  /// Fields that must be there unless another has a value: a definition can say that by a rule alone.
  private func missing(in manifest: JSONValue) -> [BrokenRule] {
    let reading = ManifestReading(manifest, self)
    return reading.problems.problems.compactMap { problem in
      guard problem.isError, problem.message == "the field is missing",
        case .key(let field)? = problem.path.components.last
      else { return nil }
      let place = JSONPath(Array(problem.path.components.dropLast()))
      return BrokenRule(place: place.description, message: "\(field) is missing: \(problem.remedy)")
    }
  }
}
