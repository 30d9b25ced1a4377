import JSON

/// Definitions of custom resources.
enum DefinitionStrategy {
  static let strategy = ResourceType.Strategy()
}
