import CNghttp2

/// Header fields on their way to nghttp2: all names and values in one buffer, which it copies.
struct HTTP2FieldList {
  private var bytes: [UInt8] = []
  private var lengths: [(name: Int, value: Int)] = []

  /// A response's fields.
  init(_ head: HTTPResponseHead) {
    add(":status", String(head.status))
    add(head.fields)
  }

  /// A request's fields.
  init(_ head: HTTPRequestHead) {
    add(":method", head.method)
    add(":scheme", head.scheme.isEmpty ? "http" : head.scheme)
    if !head.authority.isEmpty { add(":authority", HTTPText.cleanValue(head.authority)) }
    add(":path", HTTPText.cleanValue(head.path))
    add(head.fields)
  }

  /// Trailers.
  init(trailers: HTTPFields) { add(trailers) }

  private mutating func add(_ name: String, _ value: String) {
    bytes += name.utf8
    bytes += value.utf8
    lengths.append((name.utf8.count, value.utf8.count))
  }

  private mutating func add(_ fields: HTTPFields) {
    for field in fields.fields where !HTTPText.isLeftOut(field.name) {
      add(field.name, HTTPText.cleanValue(field.value))
    }
  }

  /// Lends nghttp2 the fields.
  func lend<Result>(_ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result) -> Result {
    var bytes = bytes
    return unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        return body(nil, 0)
      }
      var list: [nghttp2_nv] = unsafe []
      var offset = 0
      for length in lengths {
        let name = unsafe base + offset
        let value = unsafe name + length.name
        unsafe list.append(
          nghttp2_nv(
            name: name, value: value, namelen: length.name, valuelen: length.value,
            flags: UInt8(NGHTTP2_NV_FLAG_NONE.rawValue)))
        offset += length.name + length.value
      }
      return unsafe body(list, list.count)
    }
  }
}
