import JSON

/// One watch of a client: what it sees, in which form, and how far it was told. It belongs to the state's owner.
final class Watcher {
  /// Its number; none comes twice.
  let id: Int
  /// The resource whose writes it is told of.
  let resource: String
  /// The resource as the path names it, which may be an alias.
  let served: String
  let feed: ByteFeed
  let allowsBookmarks: Bool
  /// When it ends; nil: never by itself.
  let end: ContinuousClock.Instant?
  /// When the next bookmark is due.
  var nextBookmark: ContinuousClock.Instant
  /// The version up to which it was told.
  private(set) var told: Int
  private let view: ObjectView
  private var writer: WatchEventWriter

  init(
    id: Int, resource: String, served: String, feed: ByteFeed, start: WatchStart, writer: WatchEventWriter,
    allowsBookmarks: Bool, end: ContinuousClock.Instant?, nextBookmark: ContinuousClock.Instant
  ) {
    self.id = id
    self.resource = resource
    self.served = served
    self.feed = feed
    self.allowsBookmarks = allowsBookmarks
    self.end = end
    self.nextBookmark = nextBookmark
    told = start.resourceVersion
    view = start.view
    self.writer = writer
  }

  /// When something is to be done for it.
  var deadline: ContinuousClock.Instant? {
    guard allowsBookmarks else { return end }
    return end.map { min($0, nextBookmark) } ?? nextBookmark
  }

  /// Tells the objects that are there at the beginning.
  func tellInitial(_ start: WatchStart, _ texts: inout EventTexts) {
    for object in start.initial {
      feed.offer(writer.line(.added, object, &texts), isBounded: false)
    }
    if start.endsInitialWithBookmark {
      feed.offer(writer.bookmark(start.resourceVersion, endsInitial: true), isBounded: false)
    }
  }

  /// Tells a write, where it is its business and new to it.
  func tell(_ event: StoreEvent, _ texts: inout EventTexts, isInitial: Bool = false) {
    guard event.version > told else { return }
    told = event.version
    guard let seen = view.event(event) else { return }
    feed.offer(writer.line(seen.kind, seen.object, &texts), isBounded: !isInitial)
  }

  /// Tells how far it is.
  func tellBookmark(_ version: Int) {
    told = max(told, version)
    feed.offer(writer.bookmark(told, endsInitial: false))
  }

  /// Tells why it ends, and ends.
  static func fail(_ feed: ByteFeed, _ failure: APIFailure) {
    feed.offer(WatchEventWriter.line("ERROR", failure.status.serialized()))
    feed.finish()
  }
}

/// The lines of a write, each made once for all watches that are told the same.
struct EventTexts {
  struct Key: Hashable {
    let kind: StoreEvent.Kind
    let object: ObjectIdentifier
    let shape: AnswerForm.Shape
  }

  private var lines: [Key: [UInt8]] = [:]
  // The objects must live as long as their identities count.
  private var objects: [StoredObject] = []

  /// The line of an object, which is made where it is not there.
  mutating func line(
    _ kind: StoreEvent.Kind, _ object: StoredObject, _ shape: AnswerForm.Shape, make: () -> [UInt8]
  ) -> [UInt8] {
    let key = Key(kind: kind, object: ObjectIdentifier(object), shape: shape)
    if let line = lines[key] { return line }
    let line = make()
    lines[key] = line
    objects.append(object)
    return line
  }
}

/// Writes the events of one watch as lines of JSON.
struct WatchEventWriter: Sendable {
  private let shape: AnswerForm.Shape
  private let table: TableWriter
  private let apiVersion: String
  private let kind: String
  private var hasTold = false

  init(_ form: AnswerForm, _ table: TableWriter, apiVersion: String, kind: String) {
    shape = form.shape
    self.table = table
    self.apiVersion = apiVersion
    self.kind = kind
  }

  private static func word(_ kind: StoreEvent.Kind) -> String {
    switch kind {
    case .added: "ADDED"
    case .modified: "MODIFIED"
    case .deleted: "DELETED"
    }
  }

  /// A line of a type and the text of its object.
  static func line(_ type: String, _ object: [UInt8]) -> [UInt8] {
    var line = Array("{\"type\":\"\(type)\",\"object\":".utf8)
    line.reserveCapacity(line.count + object.count + 2)
    line += object
    line += [UInt8(ascii: "}"), UInt8(ascii: "\n")]
    return line
  }

  /// The line of an object.
  mutating func line(_ event: StoreEvent.Kind, _ object: StoredObject, _ texts: inout EventTexts) -> [UInt8] {
    let type = Self.word(event)
    switch shape {
    case .whole, .aggregatedDiscovery:
      return texts.line(event, object, .whole) { Self.line(type, object.bytes) }
    case .metadata:
      return texts.line(event, object, .metadata) { Self.line(type, AnswerForm.partial(object.json).serialized()) }
    case .table: return Self.line(type, row(object.json, version: object.version))
    }
  }

  /// A table of one row; the first of a watch tells the columns.
  private mutating func row(_ object: JSONValue, version: Int) -> [UInt8] {
    defer { hasTold = true }
    return table.table([object], resourceVersion: String(version), hasColumns: !hasTold).serialized()
  }

  /// The line of a bookmark: nothing but a version.
  mutating func bookmark(_ version: Int, endsInitial: Bool) -> [UInt8] {
    var metadata: JSONValue = ["resourceVersion": .string(String(version))]
    if endsInitial { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
    let object: JSONValue = ["kind": .string(kind), "apiVersion": .string(apiVersion), "metadata": metadata]
    switch shape {
    case .whole, .aggregatedDiscovery: return Self.line("BOOKMARK", object.serialized())
    case .metadata: return Self.line("BOOKMARK", AnswerForm.partial(object).serialized())
    case .table: return Self.line("BOOKMARK", row(object, version: version))
    }
  }
}
