/// What is asked of a server.
public struct HTTPClientRequest: Sendable, Hashable {
  /// The method, as it is sent.
  public var method: String
  /// The URL: `http` or `https`, absolute, percent-encoded, without a user (secrets belong in headers, which are never printed).
  public var url: String
  /// The header fields. Host and user agent are added where they are not given; what frames the request (`content-length`,
  /// `transfer-encoding`, `connection`, `upgrade`, `expect`) is the client's alone.
  public var headers: HTTPClientHeaders
  /// The body; nil sends none, or what an `HTTPClientUpload` is given.
  public var body: [UInt8]?
  /// How long the whole request may take, from the call to the last byte of the answer; nil for ever.
  public var deadline: Duration?
  /// How long nothing may be sent and received before the request fails; nil for ever. Waiting for a connection counts, waiting
  /// for a slow reader, or for the writer of the request's body, does not.
  public var progressDeadline: Duration?
  /// Whether the request may be sent twice: its connection was shared or kept from before, and is lost before anything of the
  /// answer came. The server may have carried it out by then (it read the request and then ended), so nil allows it for the
  /// methods that change nothing (GET, HEAD, OPTIONS, TRACE; RFC 9110 §9.2.1) alone; others fail with `connectionLost`, and who
  /// made the request knows whether a second try does harm. A request on a new connection, or with an `HTTPClientUpload`, is
  /// never sent twice.
  public var isRepeatable: Bool?
  /// Who to trust and what to show, for this request only; nil takes the client's.
  public var credentials: HTTPClientCredentials?

  /// A request.
  public init(
    method: String = "GET", url: String, headers: HTTPClientHeaders = HTTPClientHeaders(), body: [UInt8]? = nil,
    deadline: Duration? = .seconds(30), progressDeadline: Duration? = nil, isRepeatable: Bool? = nil,
    credentials: HTTPClientCredentials? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.deadline = deadline
    self.progressDeadline = progressDeadline
    self.isRepeatable = isRepeatable
    self.credentials = credentials
  }

  /// Whether libcurl may send it again.
  var mayBeRepeated: Bool { isRepeatable ?? Self.safe.contains(method) }

  private static let safe: Set<String> = ["GET", "HEAD", "OPTIONS", "TRACE"]

  /// What cannot be sent, in words; nil where all can. libcurl takes text that ends at its first zero byte, and sends header
  /// fields as they are: a line break in one would begin another.
  var problem: String? {
    if method.isEmpty || !method.utf8.allSatisfy(Self.isTokenByte) { return "the method is no token" }
    if method == "CONNECT" { return "a tunnel is no request" }
    if method == "HEAD", body != nil { return "a HEAD request has no body" }
    if !(url.hasPrefix("https://") || url.hasPrefix("http://")) || !url.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) {
      return "the URL must begin with http:// or https:// and be percent-encoded"
    }
    let parts = URLParts(url)
    if parts.authority.isEmpty { return "the URL has no host" }
    if !parts.userInfo.isEmpty { return "the URL names a user: give an authorization header" }
    for field in headers.fields {
      if field.name.isEmpty || !field.name.utf8.allSatisfy(Self.isTokenByte) { return "a header's name is no token" }
      if Self.framing.contains(field.name) { return "the header \(field.name) is set by the client" }
      if !field.value.utf8.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 }) {
        return "the header \(field.name) has a control character in its value"
      }
    }
    return nil
  }

  private static let framing: Set<String> = ["content-length", "transfer-encoding", "connection", "upgrade", "expect"]

  /// RFC 9110 §5.6.2.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

extension HTTPClientRequest: CustomStringConvertible, CustomReflectable {
  /// Method and URL; the rest may be secret.
  public var description: String { "\(method) \(url)" }
  /// Method and URL.
  public var customMirror: Mirror { Mirror(self, children: ["method": method, "url": url]) }
}
