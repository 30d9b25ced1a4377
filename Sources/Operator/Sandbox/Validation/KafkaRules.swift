import JSON
import KafkaResources
public import KubernetesSandbox

/// The rules of the project's own custom resources, for an embedded API server: what the expressions in their definitions
/// say, by the code that also reads manifests.
public enum KafkaRules {
  /// Answers for the project's kinds, and for no other.
  public static let validator = ObjectValidator { group, kind, object, old in
    guard group == ResourceSchema.group, let schema = ResourceSchema.all.first(where: { $0.kind == kind }) else {
      return .cannotEvaluate
    }
    return .problems(
      schema.brokenRules(in: object, replacing: old).map { rule in
        APIFailure.Cause("FieldValueInvalid", "Invalid value: \(rule.message)", field: rule.place)
      })
  }
}
