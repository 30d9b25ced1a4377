import KubernetesObjects

/// What reads the answers for a watch cache: page by page, and the events of one watch at a time. What the objects have in
/// common is shared by all that it has read.
struct CacheDecoding<Object: KubernetesObject & CachedObject> {
  /// A page of a list.
  struct Page: Sendable {
    var page: ListPage<Object>
    /// Why objects cannot be read.
    var unreadable: [ObjectKey: String]
  }

  /// Events that have come together.
  struct Events: Sendable {
    var events: [WatchEvent<Object>] = []
    /// Why objects cannot be read.
    var unreadable: [ObjectKey: String] = [:]
    /// What ends the watch, after these events: the server's status, or what is no event.
    var failure: ClientError.Cause?
  }

  private let pool = SharingPool()
  private var watch: WatchDecoder<Object>?

  /// Reads a page.
  ///
  /// - Throws: `AnswerError` where it is no list, or breaks off.
  func page(_ body: [UInt8], _ managedFields: ManagedFieldsFilter) throws(AnswerError) -> Page {
    var decoder = try ListDecoder<Object>(body, sharing: pool, managedFields: managedFields)
    var items: [Object] = []
    var unreadable: [ObjectKey: String] = [:]
    while let item = try decoder.next() {
      switch item {
      case .object(let object): items.append(object)
      case .unreadable(let object): unreadable[object.key] = "\(object.error)"
      }
    }
    let page = ListPage(
      items: items, unreadable: Array(unreadable.keys),
      resourceVersion: ResourceVersion(decoder.metadata?.resourceVersion ?? ""),
      continue: decoder.metadata?.continueToken)
    return Page(page: page, unreadable: unreadable)
  }

  /// Begins with another watch.
  mutating func beginWatch(of subject: RequestSubject, _ managedFields: ManagedFieldsFilter) {
    watch = WatchDecoder(of: subject, sharing: pool, managedFields: managedFields)
  }

  /// Reads what has come of the watch.
  mutating func events(_ chunk: [UInt8]) -> Events {
    watch?.append(chunk)
    var events = Events()
    do throws(AnswerError) {
      while let event = try watch?.next() { take(event, into: &events) }
    } catch { events.failure = .unreadable(error) }
    return events
  }

  /// Reads what is left where the watch has ended; an event that was cut off comes again.
  mutating func lastEvents() -> Events {
    var events = Events()
    if let event = try? watch?.finish() { take(event, into: &events) }
    watch = nil
    return events
  }

  private func take(_ event: DecodedWatchEvent<Object>, into events: inout Events) {
    switch event {
    case .unreadable(_, let object): events.unreadable[object.key] = "\(object.error)"
    case .error(let error): events.failure = events.failure ?? .refused(error)
    default: break
    }
    if let event = WatchEvent(event) { events.events.append(event) }
  }
}
