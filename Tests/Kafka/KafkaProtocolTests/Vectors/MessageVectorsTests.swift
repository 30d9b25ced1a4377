import Cryptography
import JSON
import KafkaProtocol
import Testing

/// What Kafka's own codec wrote is read as Kafka reads it, and written as Kafka writes it.
@Suite(.enabled(if: VectorFolder.isThere, "there are no vectors of Kafka's (KAFKA_VECTORS names a folder)"))
struct MessageVectorsTests {
  private struct Vector {
    let name: String
    let version: Int16
    let message: JSONValue
    let bytes: [UInt8]

    init(_ line: JSONValue) throws {
      let api = try #require(line["api"]?.stringValue)
      let kind = try #require(line["kind"]?.stringValue)
      name = api + (kind == "request" ? "Request" : "Response")
      guard case .number(let number) = line["version"] ?? .null, let version = number.intValue else {
        throw ConversionError("a vector of \(name) has no version")
      }
      self.version = Int16(version)
      message = try #require(line["message"])
      bytes = try #require(Hexadecimal.decode(line["bytes"]?.stringValue ?? "?"))
    }
  }

  @Test func messageVectorsAreReadAndWrittenAsKafkaDoes() throws {
    var (messages, apis): (Int, Set<String>) = (0, [])
    var versions: Set<String> = []
    for api in try VectorFolder.apis() where convertibleMessages["\(api)Request"] != nil {
      for line in try VectorFolder.lines(of: "\(api).jsonl") {
        let vector = try Vector(line)
        let type = try #require(convertibleMessages[vector.name], "\(vector.name) is not in the tables")
        try check(vector, type)
        messages += 1
        apis.insert(api)
        versions.insert("\(vector.name) \(vector.version)")
      }
    }
    print("Kafka's vectors: \(messages) messages of \(apis.count) APIs in \(versions.count) versions")
    #expect(messages > 0)
  }

  private func check<Message: ConvertibleMessage>(_ vector: Vector, _ type: Message.Type) throws {
    let place = "\(vector.name) \(vector.version): \(Hexadecimal.encode(vector.bytes.prefix(200)))"
    #expect(Message.validVersions.contains(vector.version), "\(place): the tables have no such version")
    do {
      let decoded = try Message.decode(vector.bytes[...], version: vector.version)
      let json = decoded.json(vector.version)
      let expected = JSONComparison.withRecords(vector.message, of: json)
      if let difference = JSONComparison.difference(json, expected) { Issue.record("\(place): read: \(difference)") }
      #expect(try decoded.encoded(version: vector.version) == vector.bytes, "\(place): written again")
      let made = try Message(json: expected, vector.version)
      #expect(try made.encoded(version: vector.version) == vector.bytes, "\(place): written")
      #expect(decoded == made, "\(place): made from its fields")
    } catch {
      Issue.record("\(place): \(error)")
    }
  }

  @Test func messageVectorsHaveEveryVersionOfTheTables() throws {
    // A folder of one's own may have fewer.
    guard VectorFolder.url.path.hasPrefix(VectorFolder.shared.path) else { return }
    var seen: [String: Set<Int16>] = [:]
    for api in try VectorFolder.apis() where convertibleMessages["\(api)Request"] != nil {
      for line in try VectorFolder.lines(of: "\(api).jsonl") {
        let vector = try Vector(line)
        seen[vector.name, default: []].insert(vector.version)
      }
    }
    for (name, type) in convertibleMessages {
      #expect(seen[name] == Set(type.validVersions), "\(name)")
    }
  }
}
