/// What is asked of a server.
public struct HTTPClientRequest: Sendable, Hashable {
  /// The method, as it is sent.
  public var method: String
  /// The URL: `http` or `https`, absolute, percent-encoded, without a user (secrets belong in headers, which are never printed).
  public var url: String
  /// The header fields. Host and user agent are added where they are not given; what frames the request (`content-length`,
  /// `transfer-encoding`, `connection`, `upgrade`, `expect`) is the client's alone.
  public var headers: HTTPClientHeaders
  /// The body; nil sends none.
  public var body: [UInt8]?
  /// How long the whole request may take, from the call to the last byte of the answer; nil for ever.
  public var deadline: Duration?
  /// How long nothing may be sent and received before the request fails; nil for ever. Waiting for a connection counts, waiting
  /// for a reader that is slow does not.
  public var progressDeadline: Duration?
  /// Who to trust and what to show, for this request only; nil takes the client's.
  public var credentials: HTTPClientCredentials?

  /// A request.
  public init(
    method: String = "GET", url: String, headers: HTTPClientHeaders = HTTPClientHeaders(), body: [UInt8]? = nil,
    deadline: Duration? = .seconds(30), progressDeadline: Duration? = nil, credentials: HTTPClientCredentials? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.deadline = deadline
    self.progressDeadline = progressDeadline
    self.credentials = credentials
  }

  /// What cannot be sent, in words; nil where all can. libcurl takes text that ends at its first zero byte, and sends header
  /// fields as they are: a line break in one would begin another.
  var problem: String? {
    if method.isEmpty || !method.utf8.allSatisfy(Self.isTokenByte) { return "the method is no token" }
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
