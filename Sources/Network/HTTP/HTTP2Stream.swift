/// What is known of one HTTP/2 stream.
///
/// Its request is read (`request`), and its response goes from `none` over `open` to `ended`; what is queued may still wait
/// for the client's window after that. It must not outlive nghttp2's own stream.
struct HTTP2Stream {
  /// How far the request is.
  enum Request {
    /// Its header fields are coming.
    case fields
    /// Its body, if any, is coming.
    case body
    /// All of it came.
    case over
    /// It was refused: what still comes is thrown away.
    case refused
  }

  /// How far the response is, as the caller gave it.
  enum Response {
    case none
    case open
    case ended
  }

  /// The fields of the block that is being read.
  var block = HTTP2HeaderBlock()
  var request = Request.fields
  var response = Response.none
  /// Whether the end of the response was sent.
  var isResponseSent = false
  /// Whether the request was HEAD, whose response has no body.
  var isHead = false
  /// Whether the end of the stream by RST_STREAM was our decision.
  var isResetHere = false
  var queue = SendQueue()
  var trailers: HTTPFields?

  /// Whether its events are told: they are not where the request was refused before it was told.
  var isTold: Bool { request == .body || request == .over }
}

/// A block of header fields while it is read. Past the bound it only counts.
struct HTTP2HeaderBlock {
  private(set) var fields: [(name: String, value: String)] = []
  private var size = 0

  /// Counts a field (RFC 9113 §6.5.2: its octets and 32) and says whether it is still within the bound.
  mutating func admit(octets: Int, limit: Int) -> Bool {
    size += octets + 32
    return size <= limit
  }

  func isTooLarge(limit: Int) -> Bool { size > limit }

  mutating func append(_ name: String, _ value: String) { fields.append((name, value)) }

  /// The fields as a request's head.
  func requestHead() -> HTTPRequestHead {
    var head = HTTPRequestHead(method: "", authority: "", path: "")
    for field in fields {
      switch field.name {
      case ":method": head.method = field.value
      case ":scheme": head.scheme = field.value
      case ":authority": head.authority = field.value
      case ":path": head.path = field.value
      default: head.fields.append(field.name, field.value)
      }
    }
    if head.authority.isEmpty { head.authority = head.fields["host"] ?? "" }
    return head
  }

  /// The fields as trailers.
  func trailers() -> HTTPFields {
    var trailers = HTTPFields()
    for field in fields { trailers.append(field.name, field.value) }
    return trailers
  }
}
