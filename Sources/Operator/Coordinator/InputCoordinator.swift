public import JSON

/// What feeds the xDS server: from files, or from an API server.
public protocol InputCoordinator: Sendable {
  /// Begins: what an earlier run kept is served at once.
  func start()
  /// Ends; what is published stays.
  func stop()
  /// Whether the inputs have loaded.
  var hasLoaded: Bool { get }
  /// How the inputs stand, for people.
  var status: JSONValue { get }
}
