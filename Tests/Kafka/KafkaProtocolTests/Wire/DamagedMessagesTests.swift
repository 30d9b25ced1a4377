import Cryptography
import KafkaProtocol
import Testing

/// Messages of every API, kind and version that were damaged on the way: they are an error or another message, and the
/// program goes on. A trap ends the whole run, and so does memory for as many elements as a list only claims to have.
@Suite(.enabled(if: VectorFolder.isThere, "there are no vectors of Kafka's (KAFKA_VECTORS names a folder)"))
struct DamagedMessagesTests {
  private struct Sample: Sendable {
    let name: String
    let type: any ConvertibleMessage.Type
    let version: Int16
    let bytes: [UInt8]

    var place: String { "\(name) \(version)" }
  }

  /// Of every message and version the largest vector of at most so many bytes; some versions have none so small, but no
  /// message.
  private static func samples(atMost size: Int) throws -> [Sample] {
    var samples: [String: Sample] = [:]
    for api in try VectorFolder.apis() where convertibleMessages["\(api)Request"] != nil {
      for line in try VectorFolder.lines(of: "\(api).jsonl") {
        let name = api + (line["kind"]?.stringValue == "request" ? "Request" : "Response")
        guard case .number(let number) = line["version"] ?? .null, let version = number.intValue else {
          throw ConversionError("a vector of \(name) has no version")
        }
        let type = try #require(convertibleMessages[name])
        let bytes = try #require(Hexadecimal.decode(line["bytes"]?.stringValue ?? "?"))
        let sample = Sample(name: name, type: type, version: Int16(version), bytes: bytes)
        guard bytes.count <= size, bytes.count > samples[sample.place]?.bytes.count ?? -1 else { continue }
        samples[sample.place] = sample
      }
    }
    for name in convertibleMessages.keys where !samples.values.contains(where: { $0.name == name }) {
      Issue.record("no vector of \(name) has at most \(size) bytes")
    }
    return samples.values.sorted { $0.place < $1.place }
  }

  /// Those of the newest version in either encoding: the fields of the others are read by the same code.
  private static func newest(_ samples: [Sample]) -> [Sample] {
    var newest: [String: Sample] = [:]
    for sample in samples {
      let key = "\(sample.name) \(sample.type.isFlexible(sample.version))"
      if sample.version > newest[key]?.version ?? -1 { newest[key] = sample }
    }
    return newest.values.sorted { $0.place < $1.place }
  }

  @Test func whatEndsAtAnyByteIsTruncatedAndTheFieldIsNamed() throws {
    let samples = try Self.samples(atMost: 512)
    var cuts = 0
    for sample in samples {
      for count in 0..<sample.bytes.count {
        cuts += 1
        if let problem = Self.truncate(sample, to: count, sample.type) {
          Issue.record("\(sample.place), \(count) of \(Hexadecimal.encode(sample.bytes)): \(problem)")
        }
      }
    }
    print("truncated messages: \(cuts), of \(samples.count) messages and versions")
    #expect(cuts > 0)
  }

  private static func truncate<M: ConvertibleMessage>(_ sample: Sample, to count: Int, _ type: M.Type) -> String? {
    do throws(CodecError) {
      _ = try M.decode(sample.bytes[..<count], version: sample.version)
      return "it is read"
    } catch {
      guard error.code == .truncated else { return "\(error.code): \(error)" }
      // The message's name alone says nothing of the field.
      guard error.field.hasPrefix("\(sample.name)."), let offset = error.offset, offset <= count else {
        return "the field is not named, or the place is none: \(error)"
      }
      return nil
    }
  }

  /// What a place in a message is overwritten with: single bytes, lengths of old messages, lengths of flexible ones.
  private static let patches: [[UInt8]] = [
    [0x00], [0x7F], [0x80], [0xFF],
    [0x80, 0x00], [0xFF, 0xFE],
    [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0x00, 0x00, 0x00], [0xFF, 0xFF, 0xFF, 0xFE], [0x3F, 0xFF, 0xFF, 0xFF],
    [0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0x10],
    [0x80, 0x80, 0x80, 0x80, 0x80],
  ]

  @Test func whatLiesAtAnyByteIsAnErrorOrAMessageThatIsWrittenAgain() throws {
    let samples = Self.newest(try Self.samples(atMost: 112))
    var (errors, messages) = (0, 0)
    for sample in samples {
      for place in sample.bytes.indices {
        for patch in Self.patches where place + patch.count <= sample.bytes.count {
          var bytes = sample.bytes
          bytes.replaceSubrange(place..<place + patch.count, with: patch)
          do {
            if try Self.isReadAndWritten(bytes, sample.type, sample.version) { messages += 1 } else { errors += 1 }
          } catch {
            Issue.record("\(sample.place): \(Hexadecimal.encode(bytes)) is read, but then: \(error)")
          }
        }
      }
    }
    print("damaged messages: \(errors) refused, \(messages) read, of \(samples.count) messages")
    #expect(errors > 0 && messages > 0)
  }

  /// Whether bytes are a message.
  ///
  /// - Throws: where the message that they are cannot be written, or is another one when it is read again. The bytes need
  ///   not be the same: a bool may be any number, and a number of variable length may have zeros at its end.
  private static func isReadAndWritten<M: ConvertibleMessage>(
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
