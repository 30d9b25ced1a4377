import KubernetesClient
import KubernetesObjects
import Testing

struct WatchDecoderTests {
  private static let subject = RequestSubject(verb: "watch", resource: "configmaps", namespace: "default")

  private func decoder<Object: KubernetesObject>(_ type: Object.Type, bound: Int = 1 << 20) -> WatchDecoder<Object> {
    WatchDecoder(of: Self.subject, sharing: SharingPool(), bound: bound)
  }

  /// Every event of a body that comes in one chunk.
  private func events<Object: KubernetesObject>(_ type: Object.Type, _ text: String) throws -> [DecodedWatchEvent<
    Object
  >] {
    var decoder = decoder(type)
    decoder.append(text.utf8)
    var events: [DecodedWatchEvent<Object>] = []
    while let event = try decoder.next() { events.append(event) }
    if let event = try decoder.finish() { events.append(event) }
    return events
  }

  private func words<Object>(_ events: [DecodedWatchEvent<Object>]) -> [String] {
    events.map { event in
      let version = event.resourceVersion ?? "-"
      switch event {
      case .added(let object): return "added \(object.metadata.name) \(version)"
      case .modified(let object): return "modified \(object.metadata.name) \(version)"
      case .deleted(let object): return "deleted \(object.metadata.name) \(version)"
      case .bookmark(_, let isInitialEnd): return "bookmark \(version)\(isInitialEnd ? " initial" : "")"
      case .error(let error): return "error \(error.code)"
      case .unreadable(let type, let object): return "unreadable \(type) \(object.key.name) \(version)"
      case .unknown(let type): return "unknown \(type)"
      }
    }
  }

  @Test func theEventsOfARealServerAreRead() throws {
    #expect(
      words(try events(ConfigMap.self, RecordedAnswer.watch.text)) == [
        "added w 277", "modified w 278", "deleted w 279",
      ])
    #expect(
      words(try events(ObjectMetadata.self, RecordedAnswer.watchMetadata.text))
        == ["added w 277", "modified w 278", "deleted w 279"])
  }

  @Test func theEndOfTheInitialEventsIsABookmark() throws {
    #expect(
      words(try events(ConfigMap.self, RecordedAnswer.watchList.text)) == [
        "added page-0 272", "added page-1 273", "added page-2 274", "added page-3 275", "added page-4 276",
        "bookmark 279 initial",
      ])
  }

  @Test func aBookmarkIsAheadOfTheWatchsOwnEvents() throws {
    let events = words(try events(ConfigMap.self, RecordedAnswer.watchBookmark.text))
    #expect(events.first == "modified a 349")
    #expect(events.last == "bookmark 362")
  }

  @Test func anExpiredWatchAsksForANewList() throws {
    let found = try events(ConfigMap.self, RecordedAnswer.watchExpired.text)
    guard case .error(let error)? = found.first else { return #expect(Bool(false)) }
    #expect(found.count == 1)
    #expect(error.code == .expired)
    #expect(error.needsNewList)
    #expect("\(error)".hasPrefix("cannot watch configmaps in namespace 'default': too old resource version"))
  }

  @Test func oneEventIsGivenAsSoonAsItsLineEnds() throws {
    var decoder = decoder(ConfigMap.self)
    let line = Array(#"{"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"1"}}}"#.utf8)
    decoder.append(line)
    #expect(try decoder.next() == nil)
    decoder.append([0x0A])
    #expect(try decoder.next()?.resourceVersion == "1")
    #expect(try decoder.next() == nil)
    #expect(decoder.bufferedBytes == 0)
    #expect(try decoder.finish() == nil)
  }

  @Test func theLastLineNeedsNoEnd() throws {
    #expect(words(try events(ConfigMap.self, #"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"#)) == ["added a -"])
  }

  @Test func emptyLinesAndCarriageReturnsAreNoEvents() throws {
    let line = #"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"#
    #expect(words(try events(ConfigMap.self, "\n\r\n  \n\(line)\r\n\n")) == ["added a -"])
  }

  @Test func theObjectMayStandBeforeTheType() throws {
    #expect(
      words(try events(ConfigMap.self, #"{"x":[1],"object":{"metadata":{"name":"a"}},"type":"DELETED"}"#))
        == ["deleted a -"])
  }

  @Test func aTypeThatNobodyKnowsIsPassedOn() throws {
    let text = #"{"type":"RENAMED","object":[1]}"# + "\n" + #"{"type":"SYNC"}"# + "\n"
    #expect(words(try events(ConfigMap.self, text)) == ["unknown RENAMED", "unknown SYNC"])
  }

  @Test func anObjectThatCannotBeReadDoesNotEndTheWatch() throws {
    let text =
      #"{"type":"MODIFIED","object":{"metadata":{"name":"b","namespace":"n","resourceVersion":"7"},"data":[]}}"# + "\n"
      + #"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"# + "\n"
    let found = try events(ConfigMap.self, text)
    #expect(words(found) == ["unreadable MODIFIED b 7", "added a -"])
    guard case .unreadable(_, let object)? = found.first else { return #expect(Bool(false)) }
    #expect(object.key == ObjectKey(namespace: "n", name: "b"))
  }

  @Test func anErrorWithoutAStatusIsStillAnError() throws {
    #expect(
      words(try events(ConfigMap.self, #"{"type":"ERROR","object":{"kind":"Pod"}}"#)) == ["error unexpectedAnswer"])
  }

  @Test(arguments: [
    "x", "[]", "{}", #"{"type":1}"#, #"{"type":"ADDED"}"#, #"{"type":"BOOKMARK","object":{"metadata":{}}}"#,
    #"{"type":"ADDED","object":{}} {}"#, "<html>", "\u{0}", #"{"object":{"metadata":{}}}"#,
  ])
  func garbageIsAnError(line: String) {
    #expect(throws: AnswerError.self) { try events(ConfigMap.self, line + "\n") }
    #expect(throws: AnswerError.self) { try events(ConfigMap.self, line) }
  }

  @Test func aBodyThatEndsWithinAnEventIsAnErrorThatARetryMayHeal() {
    let text = RecordedAnswer.watch.text
    let error = #expect(throws: AnswerError.self) { try events(ConfigMap.self, String(text.dropLast(20))) }
    #expect(error?.isRetryable == true)
  }

  @Test func anEventBeyondTheBoundIsRefusedBeforeItIsWhole() throws {
    var decoder = decoder(ConfigMap.self, bound: 100)
    for _ in 0..<10 { decoder.append(Array(repeating: UInt8(ascii: "x"), count: 10)) }
    #expect(try decoder.next() == nil)
    decoder.append([UInt8(ascii: "x")])
    let error = #expect(throws: AnswerError.self) { try decoder.next() }
    #expect(error?.code == .tooLarge)
    #expect(error?.isRetryable == false)
  }

  @Test func theBoundIsThatOfOneEventNotOfAChunk() throws {
    let line = #"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"# + "\n"
    var decoder = decoder(ConfigMap.self, bound: line.utf8.count)
    decoder.append(String(repeating: line, count: 1000).utf8)
    var count = 0
    while try decoder.next() != nil { count += 1 }
    #expect(count == 1000)
    #expect(decoder.bufferedBytes == 0)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func howTheBodyIsSplitDoesNotMatter(seed: UInt64) throws {
    let body = Array(
      (RecordedAnswer.watch.text + RecordedAnswer.watchList.text + RecordedAnswer.watchExpired.text).utf8)
    let expected = words(try events(ConfigMap.self, String(decoding: body, as: UTF8.self)))
    #expect(expected.count == 10)
    var random = SplitMix(seed: seed)
    var decoder = decoder(ConfigMap.self)
    var found: [DecodedWatchEvent<ConfigMap>] = []
    var position = 0
    let longest = [1, 3, 40, 700, 5000][Int(seed % 5)]
    while position < body.count {
      let length = min(Int.random(in: 0...longest, using: &random), body.count - position)
      decoder.append(body[position..<position + length])
      position += length
      // Events may also pile up before they are asked for.
      if Bool.random(using: &random) { while let event = try decoder.next() { found.append(event) } }
    }
    while let event = try decoder.next() { found.append(event) }
    if let event = try decoder.finish() { found.append(event) }
    #expect(words(found) == expected)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func damagedBodiesNeverTrapAndNeverGrow(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var body = Array((RecordedAnswer.watch.text + RecordedAnswer.watchList.text).utf8)
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let place = Int.random(in: 0..<body.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: body[place] = UInt8.random(in: 0...255, using: &random)
      case 1: body.removeSubrange(place..<min(body.count, place + Int.random(in: 1...50, using: &random)))
      default: body.insert(contentsOf: Array("{\"\n]}".utf8), at: place)
      }
    }
    var decoder = decoder(ConfigMap.self, bound: 4096)
    var position = 0
    do {
      while position < body.count {
        let length = min(Int.random(in: 1...200, using: &random), body.count - position)
        decoder.append(body[position..<position + length])
        position += length
        while try decoder.next() != nil {}
        #expect(decoder.bufferedBytes <= 4096 + 200)
      }
      _ = try decoder.finish()
    } catch {
      #expect(!error.message.isEmpty)
    }
  }
}
