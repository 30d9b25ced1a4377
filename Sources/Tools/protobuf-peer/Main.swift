import Foundation

/// Answers the peer tests: reads commands on standard input and writes answers on standard output until its end.
///
/// A command is three parts (what to do, the type's full name, a body), an answer two (`ok` or `error`, a body); each
/// part is a length of four bytes, little-endian, and so many bytes. What can be done:
/// `binary` reads bytes and writes them again, `to-json` reads bytes and writes JSON, `from-json` reads JSON and writes
/// bytes, `types` lists the types, `fields` a type's fields (number, name, name in JSON).
@main
struct Main {
  static func main() {
    let input = FileHandle.standardInput
    let output = FileHandle.standardOutput
    while let command = part(of: input), let name = part(of: input), let body = part(of: input) {
      var answer: [UInt8] = []
      do {
        let result = try Exchange(
          command: String(decoding: command, as: UTF8.self), type: String(decoding: name, as: UTF8.self), body: body
        ).result()
        append(Array("ok".utf8), to: &answer)
        append(result, to: &answer)
      } catch {
        append(Array("error".utf8), to: &answer)
        append(Array("\(error)".utf8), to: &answer)
      }
      output.write(Data(answer))
    }
  }

  private static func part(of input: FileHandle) -> [UInt8]? {
    guard let head = bytes(4, of: input) else { return nil }
    var length = 0
    for (index, byte) in head.enumerated() { length |= Int(byte) << (8 * index) }
    return bytes(length, of: input)
  }

  private static func bytes(_ count: Int, of input: FileHandle) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let data = try? input.read(upToCount: count - bytes.count), !data.isEmpty else { return nil }
      bytes += data
    }
    return bytes
  }

  private static func append(_ part: [UInt8], to answer: inout [UInt8]) {
    for shift in stride(from: 0, to: 32, by: 8) { answer.append(UInt8(truncatingIfNeeded: part.count >> shift)) }
    answer += part
  }
}
