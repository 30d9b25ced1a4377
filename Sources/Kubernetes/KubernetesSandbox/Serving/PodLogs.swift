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

/// Where the logs of containers come from.
public struct PodLogs: Sendable {
  /// Gives the bytes of a log as they come; it ends where the log does, or nobody reads any more.
  public typealias Source = @Sendable (PodLogRequest) async throws(APIFailure) -> AsyncStream<[UInt8]>

  /// The most bytes that wait for a reader.
  private static let bound = 4 << 20
  private let source: Source

  /// Logs from a source.
  public init(_ source: @escaping Source) { self.source = source }

  /// The log as a feed.
  func open(_ request: PodLogRequest) async throws(APIFailure) -> ByteFeed {
    let stream = try await source(request)
    let feed = ByteFeed(bound: Self.bound)
    let task = Task {
      var rest = request.limitBytes ?? Int.max
      for await piece in stream where rest > 0 {
        // A reader that is slow holds the log up, not the memory.
        while feed.waitingBytes + piece.count > Self.bound, feed.waitingBytes > 0, !feed.isOver {
          try? await Task.sleep(for: .milliseconds(20))
        }
        guard feed.offer(Array(piece.prefix(rest))) else { break }
        rest -= min(rest, piece.count)
        if rest == 0 { break }
      }
      feed.finish()
    }
    feed.onAbandon { task.cancel() }
    return feed
  }
}
