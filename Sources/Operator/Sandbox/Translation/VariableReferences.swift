/// `$(NAME)` in commands, arguments and values, as Kubernetes expands it: what is not known stays as it is written, and
/// `$$(NAME)` is the text `$(NAME)`.
enum VariableReferences {
  /// A text with its references expanded.
  static func expanded(_ text: String, by values: [String: String]) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "$")) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "$"):
        result.append(UInt8(ascii: "$"))
        index += 2
      case UInt8(ascii: "("):
        guard let end = bytes[(index + 2)...].firstIndex(of: UInt8(ascii: ")")) else {
          result.append(contentsOf: bytes[index...])
          return String(decoding: result, as: UTF8.self)
        }
        let name = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
        if let value = values[name] {
          result.append(contentsOf: value.utf8)
        } else {
          result.append(contentsOf: bytes[index...end])
        }
        index = end + 1
      default:
        result.append(UInt8(ascii: "$"))
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
