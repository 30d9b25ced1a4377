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

  /// The fields as a response's head; nghttp2 saw to it that there is a status of three digits, before other fields.
  func responseHead() -> HTTPResponseHead {
    var head = HTTPResponseHead(status: 0)
    for field in fields {
      if field.name == ":status" {
        head.status = Int(field.value) ?? 0
      } else {
        head.fields.append(field.name, field.value)
      }
    }
    return head
  }

  /// The fields as trailers.
  func trailers() -> HTTPFields {
    var trailers = HTTPFields()
    for field in fields { trailers.append(field.name, field.value) }
    return trailers
  }
}
