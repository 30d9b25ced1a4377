/// What is known of one HTTP/2 stream.
///
/// What the other side says on it is read (`incoming`); what this side says goes from `none` over `open` to `ended`, and what
/// is queued may still wait for the other side's window after that. It must not outlive nghttp2's own stream.
final class HTTP2Stream {
  /// How far the other side's message is: a request at a server, a response at a client.
  enum Incoming {
    /// Its header fields are to come.
    case fields
    /// Its body, if any, is coming.
    case body
    /// All of it came.
    case over
    /// It was refused: what still comes is thrown away.
    case refused
  }

  /// How far this side's message is, as the caller gave it.
  enum Outgoing {
    case none
    case open
    case ended
  }

  /// Its number.
  let id: Int32
  // The order keeps it small.
  /// The fields of the block that is being read.
  var block = HTTP2HeaderBlock()
  var queue = SendQueue()
  private var storedResetCode = UInt32.max
  var stall = StallCounter()
  var incoming = Incoming.fields
  var outgoing = Outgoing.none
  /// Whether the fields that begin this side's message were sent.
  var isHeadSent = false
  /// Whether the end of this side's message was sent.
  var isEndSent = false
  /// Whether the request was HEAD, whose response has no body.
  var isHead = false
  var trailers: HTTPFields?

  init(_ id: Int32) { self.id = id }

  /// The code of the RST_STREAM by which we decided to end the stream.
  var resetCode: UInt32? {
    get { storedResetCode == .max ? nil : storedResetCode }
    set { storedResetCode = newValue ?? .max }
  }
  var isResetHere: Bool { resetCode != nil }

  /// Whether its events are told: a server's are not where the request was refused before it was told.
  func isTold(_ role: HTTP2Settings.Role) -> Bool { role == .client || incoming == .body || incoming == .over }
}
