import JSON

/// The annotation in which kubectl keeps what it applied by itself, before it applied through the server.
enum LastApplied {
  /// The manager under which kubectl applies.
  static let manager = "kubectl"
  private static let annotation = "kubectl.kubernetes.io/last-applied-configuration"

  private static func text(of object: JSONValue) -> String? {
    object["metadata"]?["annotations"]?[annotation]?.stringValue
  }

  /// Whether an object has it.
  static func isThere(in object: JSONValue) -> Bool { text(of: object) != nil }

  /// What it says.
  static func configuration(of object: JSONValue) -> JSONValue? {
    text(of: object).flatMap { try? JSONValue(parsing: Array($0.utf8)) }
  }

  /// Keeps it in step with what was applied through the server.
  static func set(_ configuration: JSONValue, in object: inout JSONValue) {
    var configuration = configuration
    configuration.managedFields = nil
    if var annotations = configuration["metadata"]?["annotations"]?.objectValue {
      annotations[annotation] = nil
      configuration.setMetadata("annotations", annotations.isEmpty ? Optional.none : .object(annotations))
    }
    var annotations = object["metadata"]?["annotations"]?.objectValue ?? [:]
    annotations[annotation] = .string(configuration.text(sortedKeys: true) + "\n")
    object.setMetadata("annotations", .object(annotations))
  }
}
