/// A pod's own loopback interface is its address here: all pods of this machine share the one of the machine.
enum LoopbackAddresses {
  private static let names = ["127.0.0.1", "localhost", "0.0.0.0"].map { Array($0.utf8) }
  private static let device = Array("/dev/tcp/".utf8)

  /// Whether a host is that of every address, or of the pod itself.
  static func means(_ host: String) -> Bool {
    ["", "0.0.0.0", "::", "[::]", "127.0.0.1", "::1", "[::1]", "localhost"].contains(host)
  }

  /// A text in which `localhost:9092`, `127.0.0.1:$port`, `0.0.0.0:80` and `/dev/tcp/127.0.0.1/80` name the pod's address.
  static func rewritten(_ text: String, to address: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if let name = names.first(where: { bytes[index...].starts(with: $0) }), stands(bytes, index, name.count) {
        result.append(contentsOf: address.utf8)
        index += name.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a host stands there by itself, with a port behind it.
  private static func stands(_ bytes: [UInt8], _ index: Int, _ length: Int) -> Bool {
    let end = index + length
    guard end + 1 < bytes.count else { return false }
    if bytes[end] == UInt8(ascii: "/") {
      return index >= device.count && bytes[(index - device.count)..<index].elementsEqual(device)
    }
    guard bytes[end] == UInt8(ascii: ":") else { return false }
    let port = bytes[end + 1]
    guard isDigit(port) || port == UInt8(ascii: "$") else { return false }
    guard index > 0 else { return true }
    let before = bytes[index - 1]
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(before | 0x20)
    return !isLetter && !isDigit(before) && before != UInt8(ascii: ".") && before != UInt8(ascii: "-")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
