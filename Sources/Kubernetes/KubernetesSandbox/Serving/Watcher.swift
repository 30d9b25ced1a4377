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
