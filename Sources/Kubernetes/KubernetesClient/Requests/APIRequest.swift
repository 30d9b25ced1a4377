/// A request to the API server as a value: what a client sends, before it knows where to.
public struct APIRequest: Sendable, Hashable {
  /// The HTTP methods that the API has.
  public enum Method: String, Sendable, Hashable {
    /// Reads.
    case get = "GET"
    /// Creates.
    case post = "POST"
    /// Replaces.
    case put = "PUT"
    /// Changes.
    case patch = "PATCH"
    /// Deletes.
    case delete = "DELETE"
  }

  /// The method.
  public let method: Method
  /// The path, escaped: `/api/v1/namespaces/kafka/pods`.
  public let path: String
  /// The query, not escaped, in a fixed order.
  public let query: [QueryItem]
  /// The headers that the request is not the same without: `Accept`, `Content-Type`.
  public let headers: [HeaderField]
  /// The body; nil for none.
  public let body: [UInt8]?
  /// What the request is about.
  public let subject: RequestSubject
  /// The most attempts that a client makes of it; nil for the client's own bound. Who tries again by itself says few, and
  /// hears of a failure at once.
  public var maximumAttempts: Int?
  /// The time on the client's clock after which it must not be under way any more, whatever else the client is told; nil for
  /// none. It holds though the process stands still before the client has it, which a duration would not.
  public var notAfter: Duration?

  /// A request; what resources have is made by `APIResource`.
  public init(
    method: Method, path: String, query: [QueryItem] = [], headers: [HeaderField] = [], body: [UInt8]? = nil,
    subject: RequestSubject
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.subject = subject
  }

  /// Path and query, escaped: what follows the server's address.
  public var target: String {
    var text = path
    for (index, item) in query.enumerated() {
      text += index == 0 ? "?" : "&"
      text += PercentEncoding.query(item.name) + "=" + PercentEncoding.query(item.value)
    }
    return text
  }

  /// Whether the answer does not end by itself before its time: a watch.
  public var isWatch: Bool { subject.verb == "watch" }

  /// Whether sending it twice does what sending it once does: it reads, applies, or deletes one certain object.
  public var isIdempotent: Bool {
    switch method {
    case .get, .put, .delete: true
    case .patch: headers.contains { $0.isNamed("Content-Type") && $0.value == MediaType.apply }
    case .post: query.contains(QueryItem("dryRun", "All"))
    }
  }
}

/// A name and a value of a query.
public struct QueryItem: Sendable, Hashable {
  /// The name.
  public let name: String
  /// The value, not escaped.
  public let value: String

  /// An item.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// The types of bodies that the API has.
public enum MediaType {
  /// JSON.
  public static let json = "application/json"
  /// A server-side apply; JSON is YAML too, and every server knows this name.
  public static let apply = "application/apply-patch+yaml"
  /// A merge patch (RFC 7386).
  public static let mergePatch = "application/merge-patch+json"
  /// A JSON patch (RFC 6902).
  public static let jsonPatch = "application/json-patch+json"
}

extension APIRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Method and target; the body may hold secrets.
  public var description: String { "\(method.rawValue) \(target)" }
  /// Method and target.
  public var debugDescription: String { description }
  /// Shows method and target alone.
  public var customMirror: Mirror { Mirror(self, children: ["method": method, "target": target]) }
}
