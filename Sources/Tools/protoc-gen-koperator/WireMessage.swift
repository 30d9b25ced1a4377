/// A message read without knowing its type: the values of each field by number. Enough to read descriptors with, and it
/// keeps the plugin free of code that the plugin generates.
struct WireMessage {
  private var numbers: [Int: [UInt64]] = [:]
  private var chunks: [Int: [[UInt8]]] = [:]

  /// Reads a message; protoc writes what it reads, so malformed bytes just end the reading.
  init(_ bytes: [UInt8]) {
    var position = 0
    func varint() -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while position < bytes.count, shift < 64 {
        let byte = bytes[position]
        position += 1
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { break }
        shift += 7
      }
      return value
    }
    while position < bytes.count {
      let key = varint()
      let number = Int(key >> 3)
      switch key & 7 {
      case 0: numbers[number, default: []].append(varint())
      case 1: position += 8
      case 2:
        let length = Int(clamping: varint())
        let end = position + min(length, bytes.count - position)
        chunks[number, default: []].append(Array(bytes[position..<end]))
        position = end
      case 5: position += 4
      default: return
      }
    }
  }

  func string(_ number: Int) -> String { String(decoding: chunks[number]?.last ?? [], as: UTF8.self) }
  func strings(_ number: Int) -> [String] { (chunks[number] ?? []).map { String(decoding: $0, as: UTF8.self) } }
  func number(_ number: Int) -> Int? { numbers[number]?.last.map { Int(truncatingIfNeeded: $0) } }
  func messages(_ number: Int) -> [WireMessage] { (chunks[number] ?? []).map { WireMessage($0) } }
  func message(_ number: Int) -> WireMessage? { chunks[number]?.last.map { WireMessage($0) } }
  /// A packed list of varints.
  func packed(_ number: Int) -> [Int] {
    var values: [Int] = []
    var value = 0
    var shift = 0
    for byte in (chunks[number] ?? []).joined() {
      value |= Int(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 {
        values.append(value)
        value = 0
        shift = 0
      }
    }
    return values
  }
}
