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
      cuts += sample.bytes.count
      for problem in Damage.problemsOfCutting(sample.bytes, sample.type, sample.version) {
        Issue.record("\(sample.place): \(problem)")
      }
    }
    print("truncated messages: \(cuts), of \(samples.count) messages and versions")
    #expect(cuts > 0)
  }

  @Test func whatLiesAtAnyByteIsAnErrorOrAMessageThatIsWrittenAgain() throws {
    let samples = Self.newest(try Self.samples(atMost: 112))
    var (refused, read) = (0, 0)
    for sample in samples {
      let outcome = Damage.outcomeOfOverwriting(sample.bytes, sample.type, sample.version)
      refused += outcome.refused
      read += outcome.read
      for problem in outcome.problems { Issue.record("\(sample.place): \(problem)") }
    }
    print("damaged messages: \(refused) refused, \(read) read, of \(samples.count) messages")
    #expect(refused > 0 && read > 0)
  }
}
