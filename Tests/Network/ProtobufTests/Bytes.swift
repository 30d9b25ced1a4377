import Protobuf

/// The bytes that hexadecimal digits stand for; spaces are for the eye.
func bytes(_ digits: String) -> [UInt8] {
  var result: [UInt8] = []
  var high: Int?
  for digit in digits {
    guard let value = digit.hexDigitValue else { continue }
    if let first = high {
      result.append(UInt8(first << 4 | value))
      high = nil
    } else {
      high = value
    }
  }
  return result
}

/// The hexadecimal digits of bytes.
func digits(_ bytes: [UInt8]) -> String {
  var text = ""
  for byte in bytes {
    text += String(byte >> 4, radix: 16)
    text += String(byte & 15, radix: 16)
  }
  return text
}

/// A length-delimited field.
func field(_ number: Int, _ content: [UInt8]) -> [UInt8] { varint(number << 3 | 2) + varint(content.count) + content }

/// A varint.
func varint(_ value: Int) -> [UInt8] {
  var rest = value
  var result: [UInt8] = []
  while rest >= 0x80 {
    result.append(UInt8(rest & 0x7F) | 0x80)
    rest >>= 7
  }
  result.append(UInt8(rest))
  return result
}

/// The code of the error that reading gives, or nil where it gives none.
func failure<Message: ProtobufMessage>(
  reading type: Message.Type, _ bytes: [UInt8], limits: ProtobufLimits = ProtobufLimits()
) -> ProtobufError? {
  do {
    _ = try Message(serialized: bytes, limits: limits)
    return nil
  } catch {
    return error
  }
}
