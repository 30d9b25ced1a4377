/// Where the paths of a container are on this machine: without a file system of its own, its texts are rewritten.
///
/// A path is known by its beginning: that of a mount, say. The longest beginning counts. A text is read once, so that what
/// was put in is not looked at again.
struct ContainerPaths: Sendable {
  private var places: [(container: [UInt8], host: [UInt8])] = []

  /// Says where a path of the container is; a later one takes the place of an earlier one.
  mutating func map(_ container: String, to host: String) {
    let path = Self.normal(container)
    places.removeAll { $0.container == path }
    places.append((path, Array(host.utf8)))
    places.sort { $0.container.count > $1.container.count }
  }

  /// A path without blanks at its end.
  private static func normal(_ path: String) -> [UInt8] {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return bytes
  }

  /// A text with the paths of this machine.
  func rewritten(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard !places.isEmpty, bytes.contains(UInt8(ascii: "/")) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "/"), Self.begins(bytes, at: index), let place = place(in: bytes, at: index) {
        result.append(contentsOf: place.host)
        index += place.container.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where a whole path is; nil where it is in no mount.
  func host(of path: String) -> String? {
    let bytes = Self.normal(path)
    guard let place = place(in: bytes, at: 0) else { return nil }
    return String(decoding: place.host + bytes[place.container.count...], as: UTF8.self)
  }

  private func place(in bytes: [UInt8], at index: Int) -> (container: [UInt8], host: [UInt8])? {
    for place in places {
      let end = index + place.container.count
      guard end <= bytes.count, bytes[index..<end].elementsEqual(place.container) else { continue }
      if end == bytes.count || !Self.goesOn(bytes[end]) { return place }
    }
    return nil
  }

  /// Whether a path begins at a slash: not where it stands within one (`$here/config`, `a/config`), but behind the scheme
  /// of `file:///config`.
  private static func begins(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = bytes[index - 1]
    // `${VARIABLE:-/config}`
    if before == UInt8(ascii: "-"), index >= 2, bytes[index - 2] == UInt8(ascii: ":") { return true }
    if before == UInt8(ascii: "/") {
      return index >= 3 && bytes[index - 2] == UInt8(ascii: "/") && bytes[index - 3] == UInt8(ascii: ":")
    }
    return !goesOn(before) && !Array("})]~*?%@+$".utf8).contains(before)
  }

  /// Whether a byte belongs to a name within a path.
  private static func goesOn(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: byte >= 0x80
    }
  }
}
