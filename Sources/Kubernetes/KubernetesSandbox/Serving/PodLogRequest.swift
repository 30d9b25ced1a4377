import JSON

/// A request for the log of a container, as `kubectl logs` sends it.
public struct PodLogRequest: Sendable, Hashable {
  /// The pod's namespace.
  public var namespace: String
  /// The pod.
  public var pod: String
  /// The container; it is one of the pod's.
  public var container: String
  /// Whether what comes later is told as it comes.
  public var follow: Bool
  /// Whether the log of the container's last run is meant.
  public var previous: Bool
  /// How many lines of the end are meant; nil: all.
  public var tailLines: Int?
  /// The most bytes that are answered; nil: all.
  public var limitBytes: Int?

  /// Reads a request; the pod's only container need not be named.
  ///
  /// - Throws: `badRequest` where the container is none of the pod's, or which one is meant is not clear.
  init(_ pod: JSONValue, _ path: ResourcePath, _ query: RequestQuery) throws(APIFailure) {
    namespace = path.namespace ?? ""
    self.pod = path.name ?? ""
    follow = query.flag("follow") ?? false
    previous = query.flag("previous") ?? false
    tailLines = try query.integer("tailLines")
    limitBytes = try query.integer("limitBytes")
    var names: [String] = []
    for list in ["containers", "initContainers"] {
      names += (pod["spec"]?[list]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
    }
    let count = pod["spec"]?["containers"]?.arrayValue?.count ?? 0
    container = query.text("container")
    if container.isEmpty {
      guard count == 1 else {
        throw APIFailure(
          .badRequest,
          "a container name must be specified for pod \(path.name ?? ""), choose one of: [\(names.joined(separator: " "))]"
        )
      }
      container = names[0]
    }
    guard names.contains(container) else {
      throw APIFailure(.badRequest, "container \(container) is not valid for pod \(path.name ?? "")")
    }
  }
}
