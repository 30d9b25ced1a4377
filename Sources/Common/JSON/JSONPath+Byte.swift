extension JSONPath {
  /// The path of the value that a byte of a text belongs to. The text before that byte must be what a reader accepted.
  ///
  /// Readers keep no path while they read: it is found by one more pass, when an error or a warning needs it.
  init(ofByte offset: Int, in bytes: [UInt8]) {
    var levels: [Level] = []
    var position = 0
    let end = min(offset, bytes.count)
    while position < end {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "{"): levels.append(Level(isObject: true))
      case UInt8(ascii: "["): levels.append(Level(isObject: false))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
      case UInt8(ascii: ":"): if !levels.isEmpty { levels[levels.count - 1].isBeforeColon = false }
      case UInt8(ascii: ","): if !levels.isEmpty { levels[levels.count - 1].advance() }
      case UInt8(ascii: "\""):
        let start = position - 1
        position = Self.stringEnd(in: bytes, from: position, before: end)
        guard let last = levels.last, last.isObject, last.isBeforeColon else { continue }
        levels[levels.count - 1].key = start..<position
      default: continue
      }
    }
    self.init()
    for level in levels {
      if !level.isObject {
        components.append(.index(level.index))
      } else if let key = level.key, !level.isBeforeColon {
        components.append(.key(Self.key(bytes[key])))
      }
    }
  }

  /// A list or an object that is open at the place.
  private struct Level {
    let isObject: Bool
    var key: Range<Int>?
    var isBeforeColon = true
    var index = 0

    init(isObject: Bool) { self.isObject = isObject }

    mutating func advance() {
      index += 1
      key = nil
      isBeforeColon = true
    }
  }

  private static func stringEnd(in bytes: [UInt8], from start: Int, before end: Int) -> Int {
    var position = start
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 2
      case UInt8(ascii: "\""): return position + 1
      default: position += 1
      }
    }
    return end
  }

  private static func key(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = (try? JSONValue(parsing: Array(bytes)))?.stringValue { return text }
    return String(decoding: bytes, as: UTF8.self)
  }
}
