import Cryptography
import KafkaProtocol

/// What happens to a message on a bad way, at every byte of it.
enum Damage {
  /// What a place in a message is overwritten with: single bytes, lengths of old messages, lengths of flexible ones.
  private static let patches: [[UInt8]] = [
    [0x00], [0x7F], [0x80], [0xFF],
    [0x80, 0x00], [0xFF, 0xFE],
    [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0x00, 0x00, 0x00], [0xFF, 0xFF, 0xFF, 0xFE], [0x3F, 0xFF, 0xFF, 0xFF],
    [0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0x10],
    [0x80, 0x80, 0x80, 0x80, 0x80],
  ]

  /// Where the beginning of a message is read, or is refused in another way than that a named field is truncated.
  static func problemsOfCutting<M: KafkaMessage>(_ bytes: [UInt8], _ type: M.Type, _ version: Int16) -> [String] {
    var problems: [String] = []
    for count in bytes.indices {
      do throws(CodecError) {
        _ = try M.decode(bytes[..<count], version: version)
        problems.append("\(count) of \(Hexadecimal.encode(bytes)) are read")
      } catch {
        // The message's name alone says nothing of the field.
        let isNamed = error.field.hasPrefix("\(M.name).") && error.offset.map { $0 <= count } == true
        if error.code == .truncated, isNamed { continue }
        problems.append("\(count) of \(Hexadecimal.encode(bytes)): \(error.code): \(error)")
      }
    }
    return problems
  }

  /// How often a message that was overwritten is refused, how often it is read as another, and where that one cannot be
  /// written and read again.
  static func outcomeOfOverwriting<M: KafkaMessage>(
    _ bytes: [UInt8], _ type: M.Type, _ version: Int16
  ) -> (refused: Int, read: Int, problems: [String]) {
    var (refused, read, problems): (Int, Int, [String]) = (0, 0, [])
    for place in bytes.indices {
      for patch in patches where place + patch.count <= bytes.count {
        var damaged = bytes
        damaged.replaceSubrange(place..<place + patch.count, with: patch)
        do {
          if try isReadAndWritten(damaged, type, version) { read += 1 } else { refused += 1 }
        } catch {
          problems.append("\(Hexadecimal.encode(damaged)) is read, but then: \(error)")
        }
      }
    }
    return (refused, read, problems)
  }

  /// Whether bytes are a message.
  ///
  /// - Throws: where the message that they are cannot be written, or is another one when it is read again. The bytes need
  ///   not be the same: a bool may be any number, and a number of variable length may have zeros at its end.
  private static func isReadAndWritten<M: KafkaMessage>(
    _ bytes: [UInt8], _ type: M.Type, _ version: Int16
  ) throws -> Bool {
    guard let message = try? M.decode(bytes[...], version: version) else { return false }
    let written = try message.encoded(version: version)
    let again = try M.decode(written[...], version: version)
    // Not the messages: a number that is none is not equal to itself.
    guard try again.encoded(version: version) == written else { throw ConversionError("it is another one") }
    return true
  }
}
