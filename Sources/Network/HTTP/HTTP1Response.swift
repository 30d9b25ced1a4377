/// How a response is written in HTTP/1.1, and how far it is.
struct HTTP1Response: Equatable {
  /// How the end of the body is told.
  private enum Framing {
    /// The head has a length.
    case length
    /// Chunks.
    case chunked
    /// The connection ends: for clients of HTTP/1.0.
    case close
  }

  /// Whether a request waits for its response, or for the end of it.
  var isOpen = false
  /// Whether the head was written.
  private(set) var hasBegun = false
  /// Whether all was written.
  var isOver = false
  /// Whether the connection serves another request afterwards.
  var keepsAlive = false
  /// Whether the request was HEAD, whose response has no body.
  private(set) var isHead = false
  private var isOld = false
  private var framing = Framing.length

  /// No response: no request is open.
  init() {}

  init(isHead: Bool, isOld: Bool, keepsAlive: Bool) {
    isOpen = true
    self.isHead = isHead
    self.isOld = isOld
    self.keepsAlive = keepsAlive
  }

  /// The head's bytes.
  mutating func begin(_ head: HTTPResponseHead, endStream: Bool) -> [UInt8] {
    hasBegun = true
    var text = "HTTP/1.1 \(head.status) \(Self.reason(head.status))\r\n"
    for field in head.fields.fields { text += "\(field.name): \(field.value)\r\n" }
    let hasNoBody = head.status == 204 || head.status == 304
    if head.fields["content-length"] == nil, !hasNoBody {
      if endStream {
        text += "content-length: 0\r\n"
      } else if isOld {
        framing = .close
        keepsAlive = false
      } else {
        framing = .chunked
        text += "transfer-encoding: chunked\r\n"
      }
    }
    if !keepsAlive { text += "connection: close\r\n" } else if isOld { text += "connection: keep-alive\r\n" }
    return Array((text + "\r\n").utf8)
  }

  /// What stands before so many bytes of body.
  func chunkHead(_ count: Int) -> [UInt8] {
    framing == .chunked && !isHead ? Array((String(count, radix: 16) + "\r\n").utf8) : []
  }

  /// What stands behind them.
  var chunkTail: [UInt8] { framing == .chunked && !isHead ? [13, 10] : [] }

  /// What ends the body.
  var end: [UInt8] { framing == .chunked && !isHead ? Array("0\r\n\r\n".utf8) : [] }

  /// The words that go with a status (RFC 9110 §15).
  static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 204: "No Content"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 417: "Expectation Failed"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Status"
    }
  }
}
