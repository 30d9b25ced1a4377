/// How a response is written in HTTP/1.1, and how far it is.
struct HTTP1Response: Equatable {
  /// How the end of the body is told.
  private enum Framing: Equatable {
    /// There is no body: of a HEAD request, or by the status.
    case none
    /// The head has a length, of which so many bytes are to come.
    case length(Int)
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
  private(set) var isOver = false
  /// Whether the connection serves another request afterwards.
  var keepsAlive = false
  private var isHead = false
  private var isOld = false
  private var framing = Framing.none

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
    var length: Int?
    for field in head.fields.fields {
      if field.name == "content-length" {
        guard length == nil, let number = Int(field.value), number >= 0, head.status != 204 else { continue }
        length = number
      } else if HTTPText.isLeftOut(field.name) {
        if field.name == "connection", field.value.lowercased() == "close" { keepsAlive = false }
        continue
      }
      text += "\(field.name): \(HTTPText.cleanValue(field.value))\r\n"
    }
    let hasNoBody = isHead || head.status == 204 || head.status == 304
    if hasNoBody {
      framing = .none
    } else if let length {
      framing = .length(length)
    } else if endStream {
      framing = .length(0)
      text += "content-length: 0\r\n"
    } else if isOld {
      framing = .close
      keepsAlive = false
    } else {
      framing = .chunked
      text += "transfer-encoding: chunked\r\n"
    }
    if !keepsAlive { text += "connection: close\r\n" } else if isOld { text += "connection: keep-alive\r\n" }
    return Array((text + "\r\n").utf8)
  }

  /// Queues bytes of the body. What is beyond the length that the head told is not sent: the client would take it for the
  /// next response.
  mutating func write(_ bytes: [UInt8], into queue: inout SendQueue) {
    guard !bytes.isEmpty else { return }
    switch framing {
    case .none: return
    case .close: queue.append(bytes)
    case .chunked:
      queue.append(Array((String(bytes.count, radix: 16) + "\r\n").utf8))
      queue.append(bytes)
      queue.append([13, 10])
    case .length(let rest) where bytes.count <= rest:
      queue.append(bytes)
      framing = .length(rest - bytes.count)
    case .length(let rest):
      queue.append(Array(bytes[0..<rest]))
      framing = .length(0)
      keepsAlive = false
    }
  }

  /// Ends the body. A body that is shorter than the head told can only be ended by the end of the connection.
  mutating func end(trailers: HTTPFields, into queue: inout SendQueue) {
    isOver = true
    switch framing {
    case .none, .close: return
    case .length(let rest): if rest > 0 { keepsAlive = false }
    case .chunked:
      var text = "0\r\n"
      for field in trailers.fields where !HTTPText.isLeftOut(field.name) {
        text += "\(field.name): \(HTTPText.cleanValue(field.value))\r\n"
      }
      queue.append(Array((text + "\r\n").utf8))
    }
  }

  /// A whole response without a body, after which the connection ends.
  static func final(_ status: Int) -> [UInt8] {
    Array("HTTP/1.1 \(status) \(reason(status))\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".utf8)
  }

  /// The words that go with a status (RFC 9110 §15).
  static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 204: "No Content"
    case 304: "Not Modified"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 417: "Expectation Failed"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Status"
    }
  }
}
