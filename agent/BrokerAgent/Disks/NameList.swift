/// Names of files, to be taken one after the other: ten thousand take little more than their bytes.
struct NameList: Sendable, Hashable {
  private var bytes: [UInt8] = []
  private var place = 0

  mutating func append(_ name: String) {
    bytes.append(contentsOf: name.utf8)
    // No name has this byte.
    bytes.append(0)
  }

  /// The next name; nil behind the last one.
  mutating func next() -> String? {
    guard place < bytes.count, let end = bytes[place...].firstIndex(of: 0) else { return nil }
    defer { place = end + 1 }
    return String(decoding: bytes[place..<end], as: UTF8.self)
  }
}
